import { execFileSync } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeLog } from '../make-log.ts';
import { servePage } from './browser.ts';
import { type Measured, measureOnce } from './measure.ts';

/**
 * `npm run bench -- [--rows 1000000] [--runs 5] [--json PATH]`: builds the page, makes a seeded log once (in the folder for
 * temporary files) and measures drop until ready against a raw read of the same file, in a fresh browser a run.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});
const rows = Number(values.rows);
const runs = Number(values.runs);

const path = join(tmpdir(), `oddflow-${rows}-1.log`);
if (!existsSync(path)) makeLog(rows, path, 1);
const bytes = statSync(path).size;

execFileSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
const page = await servePage(process.cwd(), 4190);
const measured: Measured[] = [];
try {
  for (let run = 0; run < runs; run++) {
    measured.push(await measureOnce(page.url, path, run % 2 === 0));
    console.log(`run ${run + 1} of ${runs}: ratio ${measured[run].ratio.toFixed(2)}`);
  }
} finally {
  page.stop();
}

const lines: readonly (readonly [label: string, key: keyof Measured, unit: 'ms' | 'MB' | ''])[] = [
  ['raw BYOB read', 'rawRead', 'ms'],
  ['read and parse', 'read', 'ms'],
  ['fit', 'fit', 'ms'],
  ['score', 'score', 'ms'],
  ['rank', 'rank', 'ms'],
  ['total, drop until ready', 'total', 'ms'],
  ['ratio, total / raw read', 'ratio', ''],
  ['longest main-thread task', 'longestTask', 'ms'],
  ['last window, key until drawn', 'window', 'ms'],
  ['sort orig_bytes, click until drawn', 'sortNumber', 'ms'],
  ['sort id.orig_h, click until drawn', 'sortAddress', 'ms'],
  ['memory before the drop', 'baseMemory', 'MB'],
  ['memory, peak', 'peakMemory', 'MB'],
];
console.log(
  `\n${rows} rows, ${bytes} bytes, ${runs} runs, ${cpus().length} cores (${cpus()[0].model}), Node ${process.version}`,
);
console.log(`${'median'.padStart(47)} ${'least'.padStart(9)} ${'most'.padStart(9)}`);
for (const [label, key, unit] of lines) {
  const sorted = measured.map((run) => run[key] / (unit === 'MB' ? 1e6 : 1)).toSorted((a, b) => a - b);
  const show = (value: number) => value.toFixed(unit === '' ? 2 : 0).padStart(9);
  console.log(
    `${label.padEnd(34)} ${unit.padStart(2)} ${show(median(sorted))} ${show(sorted[0])} ${show(sorted[sorted.length - 1])}`,
  );
}
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ rows, bytes, measured }, null, 1));

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
