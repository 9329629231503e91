import { statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { bigLog } from '../big-log.ts';
import { serveBuilt } from '../serve.ts';
import { measureTimes, type Times, type Weights, weigh } from './measure.ts';

/**
 * `npm run bench -- [--rows 1000000] [--runs 5] [--json PATH]`: drops a made-up log on the built page, in a fresh browser
 * a run, and prints what it took beside a raw read of the same file in the same browser.
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
const log = bigLog(rows);
const { size: bytes } = statSync(log);

const page = await serveBuilt();
const times: Awaited<ReturnType<typeof measureTimes>>[] = [];
const weights: Weights[] = [];
for (let run = 1; run <= runs; run++) {
  times.push(await measureTimes(page.url, log));
  weights.push(await weigh(page.url, log));
  console.log(`run ${run} of ${runs}: ${times[run - 1].total.toFixed(0)} ms`);
}
await page.close();

const machine = { cores: cpus().length, cpu: cpus()[0].model, node: process.version, browser: times[0].browser };
console.log(`\n${rows.toLocaleString('en')} rows, ${bytes.toLocaleString('en')} bytes, ${runs} runs`);
console.log(`Chromium ${machine.browser}, Node ${machine.node}, ${machine.cores} cores of ${machine.cpu}\n`);
const lines: readonly (readonly [what: string, key: keyof Times, unit?: string])[] = [
  ['raw BYOB read', 'raw'],
  ['read and parse', 'read'],
  ['fit', 'fit'],
  ['score', 'score'],
  ['rank', 'rank'],
  ['total, drop until on screen', 'total'],
  ['ratio, total / raw read', 'ratio', ''],
  ['longest main-thread task (0: none of 50)', 'longestTask'],
  ['window of rows, middle of 15 jumps', 'window'],
  ['window of rows, slowest', 'windowMost'],
  ['sort by orig_bytes', 'sortNumber'],
  ['sort by id.orig_h', 'sortAddress'],
];
print('', 'median', 'least', 'most');
for (const [what, key, unit = 'ms'] of lines)
  show(
    what,
    unit,
    times.map((run) => run[key]),
    unit === '' || key.startsWith('window') ? 2 : 0,
  );
for (const key of ['base', 'peak'] as const)
  show(
    `memory of the browser, ${key}`,
    'MB',
    weights.map((run) => run[key] / 1e6),
    0,
  );
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify({ rows, bytes, machine, times, weights }, null, 2)}\n`);
}

function show(what: string, unit: string, measured: readonly number[], digits: number): void {
  const sorted = measured.toSorted((a, b) => a - b);
  const middle = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  print(
    `${what}${unit === '' ? '' : `, ${unit}`}`,
    ...[middle, sorted[0], sorted[sorted.length - 1]].map((value) => value.toFixed(digits)),
  );
}

function print(what: string, ...columns: readonly string[]): void {
  console.log(what.padEnd(46) + columns.map((text) => text.padStart(10)).join(''));
}
