import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRandom } from '../../src/core/math/random.ts';
import { describe } from './describe.ts';
import { differencesOf } from './differences.ts';
import { grouped } from './networks-mean.ts';
import { readRuns } from './run.ts';
import { inOrder } from './run-order.ts';
import { placed } from './table-text.ts';
import { tablesOf } from './tables.ts';

/**
 * `npm run evaluate:compare -- FILE... [--in docs/measurements/generalisation.md]`: tables of the first variant, and the
 * difference of each other variant from it. With `--in`, writes the tables into the file's marks.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { in: { type: 'string' } } });
const MARKS = ['<!-- scripts/evaluate/compare.ts writes from here -->', '<!-- to here -->'] as const;

const { headers, runs } = readRuns(positionals);
const variants = [...grouped(runs, ({ variant }) => variant)].map(([name, own]) => [name, inOrder(own)] as const);
const [[first, before]] = variants;
const header = headers.find(({ variant }) => variant === first);
if (header === undefined) throw new Error(`No header of ${first} in ${positionals.join(', ')}`);
const text = [
  `${header.date}, \`${header.command}\`, commit ${header.commit}; ${before.length} runs of ${first}.`,
  ...(values.in === undefined ? [] : [`### Logs and classes\n\n${describe(header)}`]),
  tablesOf(before, createRandom(1)),
  ...(variants.length > 1 ? [differencesOf(variants, createRandom(1))] : []),
].join('\n\n');
console.log(text);
if (values.in !== undefined) writeFileSync(values.in, placed(readFileSync(values.in, 'utf8'), text, MARKS));
