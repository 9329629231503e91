import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neverAborted } from '../core/control.ts';
import { fits, planReading } from '../core/stream/plan.ts';
import { connLog } from '../testing/conn-log.ts';
import type { Engine, News, Run } from './api.ts';
import { createSession } from './session.ts';

const ignore = () => {};
const decoder = new TextDecoder();

async function open(engine: Engine, blob: Blob, memory: number): Promise<{ run: Run; news: News[] }> {
  const news: News[] = [];
  const source = { kind: 'files', files: [{ path: 'conn.log', blob }], memory } as const;
  const run = await engine.open(source, ignore, (one) => news.push(one), neverAborted);
  return { run, news };
}

/** A log of one row, again and again. */
function repeated(rows: number): Uint8Array {
  const [head, row] = decoder.decode(connLog([{ ts: 1 }], { close: false })).split(/\n(?=1\t)/);
  return gzipSync(`${head}\n${`${row.trimEnd()}\n`.repeat(rows)}`);
}

/** A log whose labels all differ. */
function distinct(rows: number): string {
  const [head, row] = decoder.decode(connLog([{ ts: 1 }], { close: false })).split(/\n(?=1\t)/);
  const name = (i: number) => `${i}-${'x'.repeat(150)}`;
  return `${head}\n${Array.from({ length: rows }, (_, i) => row.trimEnd().replace('\tssl\t', `\t${name(i)}\t`)).join('\n')}\n`;
}

describe('a log that takes more memory than was planned', () => {
  it('is read in two passes when rows come denser than any log was expected to have them', async () => {
    const rows = 400_000;
    const blob = new Blob([repeated(rows) as BlobPart]);
    const memory = 12e6;
    expect(fits(await planReading([{ path: 'conn.log', blob }], memory, neverAborted))).toBe(true);
    const { run, news } = await open(createSession(), blob, memory);
    expect(run.flows).toBe(rows);
    expect(run.larger).not.toBeNull();
    const plan = news.find((one) => one.kind === 'larger')?.plan;
    expect(plan?.needed).toBeGreaterThan(memory);
    expect(plan?.rows).toBeGreaterThan(rows / 4);
  });

  it('is read in two passes when its labels do not fit', async () => {
    const rows = 140_000;
    const blob = new Blob([distinct(rows)]);
    const memory = 22e6;
    expect(fits(await planReading([{ path: 'conn.log', blob }], memory, neverAborted))).toBe(true);
    const { run } = await open(createSession(), blob, memory);
    expect(run.flows).toBe(rows);
    expect(run.larger).not.toBeNull();
  });

  it('gives up the log that is open only when both do not fit', async () => {
    const first = new Blob([connLog(Array.from({ length: 100 }, (_, i) => ({ ts: i }))) as BlobPart]);
    for (const [memory, isGivenUp] of [
      [12e6, true],
      [400e6, false],
    ] as const) {
      const engine = createSession();
      await open(engine, first, memory);
      await engine.keep();
      const { news } = await open(engine, new Blob([repeated(400_000) as BlobPart]), memory);
      expect(news.some(({ kind }) => kind === 'given-up')).toBe(isGivenUp);
      expect(await engine.reopen()).toBe(!isGivenUp);
    }
  });

  it('holds its flows and scores, whatever the memory', async () => {
    const rows = 120_000;
    const blob = new Blob([repeated(rows) as BlobPart]);
    const memory = fc.integer({ min: 4e6, max: 24e6 });
    const property = fc.asyncProperty(memory, async (bytes) => {
      const engine = createSession();
      const { run } = await open(engine, blob, bytes);
      expect(run.flows).toBe(rows);
      const { scoreMax, scoreMin } = await engine.detect(run.detectors[0].id, ignore, neverAborted);
      expect([scoreMin, scoreMax]).toEqual([0, 0]);
    });
    await fc.assert(property, { numRuns: 3 });
  });
});
