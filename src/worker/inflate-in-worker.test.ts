import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import type { InflateAhead } from '../core/source/inflate-ahead.ts';
import { ordinaryLog } from '../testing/detector-contract.ts';
import {
  type InflaterScope,
  type InflaterWorker,
  ifLarge,
  inflateInWorker,
  serveInflater,
} from './inflate-in-worker.ts';
import { createSession } from './session.ts';

const never = new AbortController().signal;
const ignore = () => {};
const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A worker that is the other end of a channel, and a way to end it. */
function startInflater(): { readonly inflate: InflateAhead; readonly die: () => void } {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const worker = port1 as unknown as InflaterWorker;
  const start = () => {
    serveInflater(port2 as unknown as InflaterScope);
    return worker;
  };
  return {
    inflate: inflateInWorker(start),
    die: () => {
      port2.close();
      worker.onerror?.({ message: 'out of memory' } as ErrorEvent);
    },
  };
}

interface File {
  readonly path: string;
  readonly blob: Blob;
}

/** Everything that the page shows of some files. */
async function shown(files: readonly File[], inflate: InflateAhead | null, isDroppingRepeated: boolean) {
  const engine = createSession(inflate);
  const {
    milliseconds: _read,
    id: _id,
    ...run
  } = await engine.open({ kind: 'files', files, isDroppingRepeated }, ignore, ignore, never);
  const { milliseconds: _fit, ...detection } = await engine.detect(run.detectors[0].id, ignore, never);
  const view = { detector: detection.detector, where: [], sort: { by: 'rank', descending: false } } as const;
  const names = run.fields.map(({ name }) => name);
  const { rows } = await engine.rows(view, 0, run.flows, names, never);
  const { line } = await engine.flow(detection.detector, rows[0].flow, never);
  return { run, detection, rows, line };
}

const gz = (path: string, text: string | Buffer): File => ({ path, blob: new Blob([gzipSync(text)]) });

it('a long file whose numbers may be written in two ways is read, which takes two passes', async () => {
  // More than the worker inflates before it waits for the reader.
  const comments = `#${'x'.repeat(999)}\n`.repeat(9000);
  const commas = ordinaryLog(400).replaceAll(/\t(\d+)\.(\d+)\t/g, '\t$1,$2\t');
  const files = [gz('conn.log.gz', commas + comments)];
  const run = await createSession(startInflater().inflate).open({ kind: 'files', files }, ignore, ignore, never);
  expect([run.flows, run.skipped]).toEqual([400, 0]);
});

it('any cut of a log into files is read the same as by the engine alone', async () => {
  const [header, ...lines] = ordinaryLog(400)
    .trimEnd()
    .split(/\n(?!#)/);
  const { inflate } = startInflater();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: lines.length }), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      async (cuts, isDropping) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), lines.length];
        const parts = places.slice(1).map((end, i) => [header, ...lines.slice(places[i], end), ''].join('\n'));
        // The first part comes twice, so that uids are repeated, and the last one is damaged.
        const files = [...parts, parts[0]].map((part, i) => gz(`conn.${i}.log.gz`, part));
        const last = files[files.length - 1];
        files.push({ path: 'cut.log.gz', blob: last.blob.slice(0, last.blob.size >> 1) }, gz('words.gz', 'what?'));
        files.push({ path: 'plain.log', blob: new Blob([parts[0]]) });
        expect(await shown(files, inflate, isDropping)).toEqual(await shown(files, null, isDropping));
      },
    ),
    { numRuns: 10 },
  );
});

it('nothing is inflated ahead of small files, and where no worker starts', async () => {
  const { blob, path } = gz('conn.log.gz', ordinaryLog(10));
  const started: string[] = [];
  const starting = (worker: Partial<InflaterWorker>) => () => {
    started.push('a worker');
    return worker as InflaterWorker;
  };
  expect(await ifLarge(inflateInWorker(starting({})))(blob, path)).toBeNull();
  expect(started).toEqual([]);
  expect(await inflateInWorker(starting({}))(blob, path)).toBeNull();
  const refused: Partial<InflaterWorker> = {};
  const asked = inflateInWorker(starting(refused))(blob, path);
  refused.onerror?.({ message: '' } as ErrorEvent);
  expect(await asked).toBeNull();
  const none = () => {
    throw new ReferenceError('Worker is not defined');
  };
  expect(await inflateInWorker(none)(blob, path)).toBeNull();
});

it('a worker that starts late inflates what comes after', async () => {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const inflate = inflateInWorker(() => port1 as unknown as InflaterWorker);
  const { blob, path } = gz('conn.log.gz', ordinaryLog(10));
  expect(await inflate(blob, path)).toBeNull();
  expect(await inflate(blob, path)).toBeNull();
  serveInflater(port2 as unknown as InflaterScope);
  await expect.poll(() => inflate(blob, path)).not.toBeNull();
});

it('a worker that dies fails its current file, and the engine reads the others', async () => {
  const { inflate, die } = startInflater();
  const file = gz('conn.1.log.gz', ordinaryLog(50));
  const dying: InflateAhead = async (blob, name) => {
    const ahead = await inflate(blob, name);
    die();
    return ahead;
  };
  const engine = createSession(dying);
  const files = [file, { ...file, path: 'conn.2.log.gz' }];
  const run = await engine.open({ kind: 'files', files }, ignore, ignore, never);
  expect(run.flows).toBe(50);
  expect(run.files[0].problem).toEqual({
    code: 'unreadable',
    detail: { file: 'conn.1.log.gz', rows: 0, why: 'out of memory' },
  });
  expect(run.files[1].problem).toBeNull();
});

it('a job that is cancelled leaves the worker free for the next', async () => {
  const { inflate } = startInflater();
  const abort = new AbortController();
  const log = ordinaryLog(2000).repeat(60);
  const files = [gz('conn.1.log.gz', log), gz('conn.2.log.gz', log)];
  const job = createSession(inflate).open({ kind: 'files', files }, () => abort.abort(), ignore, abort.signal);
  await expect(job).rejects.toMatchObject({ name: 'AbortError' });
  const next = await createSession(inflate).open(
    { kind: 'files', files: [gz('conn.log.gz', ordinaryLog(30))] },
    ignore,
    ignore,
    never,
  );
  expect(next.flows).toBe(30);
});
