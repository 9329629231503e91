import { openAsBlob } from 'node:fs';
import { parseArgs } from 'node:util';
import { type DetectorEntry, detectors } from '../../src/core/detect/index.ts';
import { readLogs } from '../../src/core/read-logs.ts';
import type { Table } from '../../src/core/table/table.ts';
import { bigLog } from '../big-log.ts';
import { median } from './statistics.ts';

/**
 * `npm run bench:detectors`: processor time of fit and score of every detector in Node, relative to the PCA run beside
 * it, and the longest time without yielding to other messages. In every round a detector runs just after PCA, since
 * machines drift. Times are medians. The longest block is the minimum over the rounds, since other processes can only
 * lengthen it.
 */
const { rows, rounds, only, log } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    log: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
  },
}).values;

interface Run {
  /** Milliseconds of the processor, collector and compiler included. */
  readonly busy: number;
  /** The same, of the longest stretch. */
  readonly stretch: number;
}

interface Compared {
  /** Milliseconds of PCA. */
  readonly beside: readonly number[];
  readonly runs: readonly Run[];
}

/** Flows that kNN and LOF compare others with. */
const SAMPLE = 20_000;

const control = { signal: new AbortController().signal, report: () => {} };
const table = await tableOf(log ?? bigLog(Number(rows)));
const sample = await tableOf(bigLog(SAMPLE));
const [pca, ...others] = detectors;
const wanted = others.filter(({ id }) => only?.split(',').includes(id) ?? true);
await measured(pca, table);
const results: Record<string, string | number>[] = [];
for (const detector of wanted) {
  // Those that compare every flow with a sample are measured on as many flows as well.
  report(detector.label, await compared(detector, table));
  if (detector.params.some(({ name }) => name === 'k'))
    report(`${detector.label}, a sample`, await compared(detector, sample));
}
console.log(`\n${table.rows.toLocaleString('en')} flows, rounds: ${rounds}`);
console.table(results);

async function tableOf(path: string): Promise<Table> {
  return (await readLogs([{ path: 'conn.log', blob: await openAsBlob(path) }], control)).table;
}

/** Runs of a detector on a table, and of PCA on the whole log, in turn. */
async function compared(detector: DetectorEntry, own: Table): Promise<Compared> {
  const beside: Run[] = [];
  const runs: Run[] = [];
  for (let round = 0; round < Number(rounds); round++) {
    beside.push(await measured(pca, table));
    runs.push(await measured(detector, own));
  }
  return { beside: beside.map(({ busy }) => busy), runs };
}

function report(detector: string, { beside, runs }: Compared): void {
  const times = runs.map(({ busy }) => busy);
  results.push({
    detector,
    'ms, median': Math.round(median(times)),
    least: Math.round(Math.min(...times)),
    'times PCA': (median(times) / median(beside)).toFixed(2),
    'PCA, ms': Math.round(median(beside)),
    'longest stretch, ms': Math.round(Math.min(...runs.map(({ stretch }) => stretch))),
  });
  console.log(Object.values(results[results.length - 1]).join('  '));
}

/** Of a table that no detector has seen, so that nothing is remembered of it. */
async function measured(detector: DetectorEntry, known: Table): Promise<Run> {
  globalThis.gc?.();
  const turns = watchTurns();
  const before = process.cpuUsage();
  await detector.detect({ ...known }, control);
  const { user, system } = process.cpuUsage(before);
  return { busy: (user + system) / 1000, stretch: turns.stop() };
}

/**
 * Measures how long a message to this thread would have to wait at most, not counting what others have of the
 * processor.
 */
function watchTurns(): { readonly stop: () => number } {
  let last = process.cpuUsage();
  let longest = 0;
  let isWatching = true;
  const tick = () => {
    const now = process.cpuUsage();
    longest = Math.max(longest, (now.user + now.system - last.user - last.system) / 1000);
    last = now;
    if (isWatching) setImmediate(tick);
  };
  setImmediate(tick);
  return {
    stop: () => {
      isWatching = false;
      return longest;
    },
  };
}
