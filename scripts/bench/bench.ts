import { statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { bigLog } from '../big-log.ts';
import { serveBuilt } from '../serve.ts';
import { measureTimes, type Times, type Weights, weigh } from './measure.ts';
import { median } from './median.ts';

/**
 * `npm run bench -- [--rows 1000000 | --log PATH] [--runs 5] [--json PATH]`: drops a made-up log, or a given one, on the built
 * page, in a fresh browser a run, and prints what it took beside a raw read of the same file in the same browser.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    log: { type: 'string' },
    runs: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});
const rows = values.log === undefined ? Number(values.rows) : null;
const runs = Number(values.runs);
const log = values.log ?? bigLog(Number(values.rows));
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
console.log(
  `\n${rows === null ? values.log : `${rows.toLocaleString('en')} rows`}, ${bytes.toLocaleString('en')} bytes, ${runs} runs`,
);
console.log(`Chromium ${machine.browser}, Node ${machine.node}, ${machine.cores} cores of ${machine.cpu}\n`);
const of = (key: keyof Times) => times.map((run) => run[key]);
print('', 'median', 'least', 'most');
show('raw BYOB read, ms', of('raw'));
show('read and parse, ms', of('read'));
show('fit, ms', of('fit'));
show('score, ms', of('score'));
show('rank, ms', of('rank'));
const steps = ({ read, fit, score, rank }: Times) => read + fit + score + rank;
show(
  'the rest: charts, table, page, ms',
  times.map((run) => run.total - steps(run)),
);
show('total, drop until on screen, ms', of('total'));
show('ratio, total / raw read', of('ratio'), 2);
show('longest main-thread task, ms (0: none of 50)', of('longestTask'));
show('window of rows, asked and answered, ms', of('windowAsked'), 1);
show('window of rows, scroll event until drawn, ms', of('windowDrawn'), 1);
show('sort by orig_bytes, ms', of('sortNumber'));
show('sort by id.orig_h, ms', of('sortAddress'));
show(
  'memory of the browser before the drop, MB',
  weights.map(({ base }) => base / 1e6),
);
show(
  'memory of the browser, peak, MB',
  weights.map(({ peak }) => peak / 1e6),
);
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify({ rows, bytes, machine, times, weights }, null, 2)}\n`);
}

function show(what: string, measured: readonly number[], digits = 0): void {
  const columns = [median(measured), Math.min(...measured), Math.max(...measured)];
  print(what, ...columns.map((value) => value.toFixed(digits)));
}

function print(what: string, ...columns: readonly string[]): void {
  console.log(what.padEnd(46) + columns.map((text) => text.padStart(10)).join(''));
}
