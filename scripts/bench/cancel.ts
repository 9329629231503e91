import { openAsBlob, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { neverAborted } from '../../src/core/control.ts';
import { makeTar } from '../../src/testing/tar-file.ts';
import { makeZip } from '../../src/testing/zip-file.ts';
import type { HostsQuery } from '../../src/worker/host-api.ts';
import { createSession } from '../../src/worker/session.ts';
import { bigLog, gzipOf, jsonOf, labelledOf } from '../big-log.ts';

/**
 * The time that the engine continues after Cancel, and the longest time without yielding to other messages, per phase:
 *
 *     npx tsx scripts/bench/cancel.ts 1000000 [WORD]
 *
 * Each phase runs once whole, then it is cancelled at seven places. With a word, only phases with it in their names
 * run.
 */
const rows = Number(process.argv[2] ?? 1_000_000);
const word = process.argv[3] ?? '';
const ignore = () => {};
const CONTAMINATION = 0.1;

type Phase = (signal: AbortSignal) => Promise<unknown>;

async function measure(name: string, prepare: () => Promise<Phase>): Promise<void> {
  if (!name.includes(word)) return;
  const whole = await timed(await prepare(), null);
  let latest = 0;
  for (const share of [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95]) {
    const { late } = await timed(await prepare(), whole.took * share);
    latest = Math.max(latest, late);
  }
  const figures = [whole.took, whole.longestStep, latest].map((figure) => figure.toFixed(0).padStart(7));
  console.log(`${name.padEnd(28)} ${figures.join(' ')}`);
}

/** Milliseconds that a phase takes, that its longest step takes, and that it goes on after it was cancelled. */
async function timed(phase: Phase, abortAfter: number | null) {
  const stop = new AbortController();
  let longestStep = 0;
  let last = performance.now();
  let isOver = false;
  const look = () => {
    const now = performance.now();
    longestStep = Math.max(longestStep, now - last);
    last = now;
    if (!isOver) setImmediate(look);
  };
  look();
  const started = performance.now();
  let aborted = Number.NaN;
  const timer =
    abortAfter === null
      ? undefined
      : setTimeout(() => {
          aborted = started + abortAfter;
          stop.abort();
        }, abortAfter);
  await phase(stop.signal).catch((error: unknown) => {
    const isCancelled = stop.signal.aborted && error instanceof DOMException && error.name === 'AbortError';
    if (!isCancelled) throw error;
  });
  const ended = performance.now();
  isOver = true;
  longestStep = Math.max(longestStep, ended - last);
  clearTimeout(timer);
  return { took: ended - started, longestStep, late: Number.isNaN(aborted) ? 0 : ended - aborted };
}

async function opened(path: string) {
  const engine = createSession();
  const source = { kind: 'files', files: [{ path, blob: await openAsBlob(path) }] } as const;
  const run = await engine.open(source, ignore, ignore, neverAborted);
  const { detector } = await engine.detect(run.detectors[0].id, ignore, neverAborted);
  return { engine, run, view: { detector, where: [], sort: { by: 'rank', descending: false } } as const };
}

const log = bigLog(rows);
console.log('phase'.padEnd(28), '  whole', '   step', '   late', '(ms)');
for (const path of [log, gzipOf(log), jsonOf(log)]) {
  await measure(`reading ${path.slice(path.lastIndexOf('.') + 1)}`, async () => {
    const blob = await openAsBlob(path);
    return (signal) => createSession().open({ kind: 'files', files: [{ path, blob }] }, ignore, ignore, signal);
  });
}
for (const [name, pack] of [
  [
    'unpacking tar.gz',
    async (file: Uint8Array) => gzipSync(makeTar([{ path: 'conn.log', bytes: file }]), { level: 1 }),
  ],
  [
    'unpacking gz in zip',
    async (file: Uint8Array) =>
      makeZip([{ path: 'conn.log.gz', bytes: gzipSync(file, { level: 1 }), isDeflated: true }]),
  ],
  ['reading zip', async (file: Uint8Array) => makeZip([{ path: 'conn.log', bytes: file, isDeflated: true }])],
] as const) {
  let blob: Blob | null = null;
  await measure(name, async () => {
    blob ??= new Blob([(await pack(readFileSync(log))) as BlobPart]);
    const files = [{ path: name, blob }];
    return (signal) => createSession().open({ kind: 'files', files }, ignore, ignore, signal);
  });
}
await measure('two passes: the first', async () => {
  const blob = await openAsBlob(log);
  const source = { kind: 'files', files: [{ path: log, blob }], memory: 1e6 } as const;
  return (signal) => createSession().open(source, ignore, ignore, signal);
});
const { run } = await opened(log);
for (const { id } of run.detectors) {
  await measure(`detector ${id}`, async () => {
    const { engine } = await opened(log);
    return (signal) => engine.detect(id, ignore, signal, {});
  });
}
const { engine, view } = await opened(log);
await measure('findings', async () => {
  const fresh = await opened(log);
  return (signal) => fresh.engine.findings(ignore, signal);
});
await measure('hosts', async () => {
  const fresh = await opened(log);
  const { detector } = fresh.view;
  const query: HostsQuery = {
    side: 'source',
    sort: { by: `mass:${detector}`, descending: true },
    detector,
    threshold: (await fresh.engine.topScores(detector, [CONTAMINATION]))[0],
    contamination: CONTAMINATION,
  };
  return (signal) => fresh.engine.hosts(query, 0, 50, ignore, signal);
});
for (const by of ['ts', 'uid', 'id.orig_h']) {
  await measure(`sorting by ${by}`, async () => {
    const fresh = await opened(log);
    const { detector } = fresh.view;
    const sort = { by, descending: false };
    const query = { detector, contamination: CONTAMINATION, threshold: null, clauses: [], sort };
    return (signal) => fresh.engine.describe(query, ignore, signal);
  });
}
for (const format of ['csv', 'ndjson', 'zeek-tsv']) {
  await measure(`exporting ${format}`, async () => (signal) => engine.exportFlows(view, 1, format, ignore, signal));
}
await measure('evaluating', async () => {
  const fresh = await opened(labelledOf(log));
  const labels = { field: 'label', positive: ['Malicious'], leftOut: [] };
  return (signal) => fresh.engine.evaluate(fresh.view.detector, 1, labels, signal);
});
await measure('fitting a baseline', async () => {
  const blob = await openAsBlob(log);
  const source = { kind: 'files', files: [{ path: log, blob }] } as const;
  return (signal) => engine.fitBaseline(source, run.detectors[0].id, ignore, signal);
});
