import { describe, expect, it } from 'vitest';
import { connLog } from '../testing/conn-log.ts';
import type { EarlyResults, LogSource } from './api.ts';
import { createSession } from './session.ts';

const never = new AbortController().signal;
const ignore = () => {};

/** A log whose flows have a duration that is no number in `bad` of its rows, here and there. */
function partlyBad(good: number, bad: number): Blob {
  const isBad = (row: number) => (7 * row) % (good + bad) < bad;
  const cell = (row: number) => ({ ts: row + 1, orig_bytes: 100 + row, duration: isBad(row) ? 'soon' : '0.5' });
  return new Blob([connLog(Array.from({ length: good + bad }, (_, row) => cell(row))) as BlobPart]);
}

function source(blobs: readonly Blob[], options: object = {}): LogSource {
  return { kind: 'files', files: blobs.map((blob, i) => ({ path: `conn.0${i}.log`, blob })), ...options };
}

const inMemory = {};
/** Less than any log needs, so that it is read twice. */
const larger = { memory: 1 };

describe.each([
  ['a log in memory', inMemory],
  ['a log that is read twice', larger],
])('%s', (_, options) => {
  it('of which most rows cannot be read is refused with column, cell and line', async () => {
    const engine = createSession();
    await expect(engine.open(source([partlyBad(6, 34)], options), ignore, ignore, never)).rejects.toMatchObject({
      code: 'mostly-skipped',
      detail: { rows: 40, lost: 34, lines: 34, field: 'duration', text: 'soon', line: expect.any(Number) },
    });
  });

  it('gives its other rows to who asks for them, and says what they are', async () => {
    const engine = createSession();
    const wanted = source([partlyBad(6, 34)], { ...options, takesRemnant: true });
    const run = await engine.open(wanted, ignore, ignore, never);
    expect(run).toMatchObject({ flows: 6, skipped: 34, loss: { rows: 40, lost: 34, isMost: true } });
  });

  it('that lost more than a tenth is open, and says so', async () => {
    const run = await createSession().open(source([partlyBad(34, 6)], options), ignore, ignore, never);
    expect(run).toMatchObject({ flows: 34, skipped: 6, loss: { lost: 6, isMost: false, isWide: true } });
    const whole = await createSession().open(source([partlyBad(40, 4)], options), ignore, ignore, never);
    expect(whole.loss).toBeNull();
  });

  it('is judged over all its files, and file by file', async () => {
    const run = await createSession().open(
      source([partlyBad(400, 0), partlyBad(6, 34)], options),
      ignore,
      ignore,
      never,
    );
    expect(run.loss).toMatchObject({ isWide: false, files: [{ path: 'conn.01.log', lost: 34, isMost: true }] });
  });
});

it('keeps the log that was open when most rows of the next cannot be read', async () => {
  const engine = createSession();
  await engine.open(source([partlyBad(40, 0)]), ignore, ignore, never);
  await engine.keep();
  const next = source([partlyBad(6, 34)]);
  await expect(engine.open(next, ignore, ignore, never)).rejects.toMatchObject({
    code: 'mostly-skipped',
  });
  expect(await engine.reopen()).toBe(true);
  expect((await engine.detect('pyod-pca', ignore, never)).detector).toBe('pyod-pca');
});

it('learns no baseline from a remnant', async () => {
  const engine = createSession();
  const files = [{ path: 'conn.log', blob: partlyBad(20, 80) }];
  await expect(engine.fitBaseline({ kind: 'files', files }, 'pca-log', ignore, never)).rejects.toMatchObject({
    code: 'mostly-skipped',
  });
});

describe('early results', () => {
  it('are not given of a remnant', async () => {
    const { tellEarly } = await import('./early-results.ts');
    const { readLogs } = await import('../core/read-logs.ts');
    const told = async (blob: Blob): Promise<EarlyResults[]> => {
      const early: EarlyResults[] = [];
      const tell = tellEarly(-1e9, { signal: never }, (results) => early.push(results));
      const onBlock: typeof tell = (peek) => tell(peek, 0.5);
      await readLogs([{ path: 'conn.log', blob }], { signal: never, report: ignore }, { onBlock });
      return early;
    };
    expect((await told(partlyBad(6000, 4000))).length).toBe(1);
    expect(await told(partlyBad(4000, 6000))).toEqual([]);
  });
});
