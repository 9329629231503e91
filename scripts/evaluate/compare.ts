import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRandom } from '../../src/core/math/random.ts';
import { describe } from './describe.ts';
import { differencesOf } from './differences.ts';
import { grouped } from './networks-mean.ts';
import { readRuns } from './run.ts';
import { inOrder } from './run-order.ts';
import { stepsOf } from './steps.ts';
import { placed } from './table-text.ts';
import { tablesOf } from './tables.ts';

/**
 * `npm run evaluate:compare -- FILE... [--steps] [--in docs/measurements/generalisation.md]`: tables of the first variant and of
 * the last, and the difference of each other variant from the first. With `--steps`, only a line per variant, compared
 * with the one before. With `--in`, writes the tables into the file's marks.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { in: { type: 'string' }, steps: { type: 'boolean' } },
});
const MARKS = ['<!-- scripts/evaluate/compare.ts writes from here -->', '<!-- to here -->'] as const;

const { headers, runs } = readRuns(positionals);
const variants = [...grouped(runs, ({ variant }) => variant)].map(([name, own]) => [name, inOrder(own)] as const);
const text = values.steps ? stepsOf(variants, createRandom(1)) : whole();
console.log(text);
if (values.in !== undefined) writeFileSync(values.in, placed(readFileSync(values.in, 'utf8'), text, MARKS));

/** Tables of the first variant and of the last, and the differences. */
function whole(): string {
  const ends = variants.length > 1 ? [variants[0], variants[variants.length - 1]] : variants;
  const [header] = headers;
  return [
    ...(values.in === undefined ? [] : [`### Logs and classes\n\n${describe(header)}`]),
    ...ends.map(([name, own]) => `${titleOf(name, own.length)}\n\n${tablesOf(own, createRandom(1))}`),
    ...(variants.length > 1 ? [differencesOf(variants, createRandom(1))] : []),
  ].join('\n\n');
}

function titleOf(name: string, runs: number): string {
  const header = headers.find(({ variant }) => variant === name);
  if (header === undefined) throw new Error(`No header of ${name} in ${positionals.join(', ')}`);
  return `## ${name}\n\n${header.date}, \`${header.command}\`, commit ${header.commit}; ${runs} runs.`;
}
