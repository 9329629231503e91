import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Control } from '../../src/core/control.ts';
import { detectors } from '../../src/core/detect/index.ts';
import { areaUnderRoc, averagePrecision, precisionAt } from '../../src/core/evaluate/curves.ts';
import { countOutcomes, type Truth } from '../../src/core/evaluate/outcomes.ts';
import { argsort } from '../../src/core/math/argsort.ts';
import { type LabelledLog, readLabelledLogs } from './labelled-logs.ts';
import { placed } from './table-text.ts';

/**
 * `npx tsx scripts/evaluate/detectors.ts [--in docs/detectors.md]`: how well every detector of the registry, as by
 * default, ranks the attacks of the sample and of the labelled captures that are at hand; with `--in`, into the file's
 * marks.
 */
const { values } = parseArgs({ options: { in: { type: 'string' } } });
const quiet: Control = { signal: new AbortController().signal, report: () => {} };
const MARKS = ['<!-- scripts/evaluate/detectors.ts writes from here -->', '<!-- to here -->'] as const;

/** How a detector ranks a log's attacks. */
interface Result {
  readonly area: number;
  readonly averagePrecision: number;
  readonly precisionAt100: number;
}

const logs = await readLabelledLogs(quiet);
const results = new Map<string, (Result | null)[]>();
for (const { label, canScore, detect } of detectors) {
  const found: (Result | null)[] = [];
  for (const { table, truth } of logs)
    found.push(canScore(table) ? resultOf((await detect(table, quiet)).scores, truth) : null);
  results.set(label, found);
  process.stderr.write(`${label}\n`);
}
const text = tables(logs, results);
console.log(text);
if (values.in !== undefined) writeFileSync(values.in, placed(readFileSync(values.in, 'utf8'), text, MARKS));

function resultOf(scores: Float64Array, truth: Truth): Result {
  const outcomes = countOutcomes(scores, truth);
  const rows = Uint32Array.from(scores.keys());
  return {
    area: areaUnderRoc(outcomes),
    averagePrecision: averagePrecision(outcomes),
    precisionAt100: precisionAt(100, argsort(scores, true, rows), truth),
  };
}

function tables(logs: readonly LabelledLog[], results: ReadonlyMap<string, readonly (Result | null)[]>): string {
  const date = new Date().toISOString().slice(0, 10);
  const heads = logs.map(({ name, truth }) => {
    const attacks = truth.filter((label) => label === 1).length;
    const flows = truth.filter((label) => label < 2).length;
    return `${name}: ${attacks} of ${flows}, ${((100 * attacks) / flows).toFixed(0)} %`;
  });
  const lines = [...results].map(([label, found]) => `| ${label} | ${found.map(cell).join(' | ')} |`);
  return `${date}, \`npx tsx scripts/evaluate/detectors.ts\`. Each cell: area under the ROC curve, average precision, share of
attacks among the first 100 flows; – where the log lacks a column. Heads: which log, and how many of its flows are attacks.

| detector | ${heads.join(' | ')} |
|---|${heads.map(() => '---').join('|')}|
${lines.join('\n')}`;
}

function cell(result: Result | null): string {
  if (result === null) return '–';
  const { area, averagePrecision, precisionAt100 } = result;
  return [area, averagePrecision, precisionAt100].map((value) => value.toFixed(2)).join(' / ');
}
