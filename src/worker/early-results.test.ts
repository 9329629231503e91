import { expect, it } from 'vitest';
import { ordinaryLog } from '../testing/detector-contract.ts';
import type { EarlyResults } from './api.ts';
import { createSession } from './session.ts';

const never = new AbortController().signal;
const ignore = () => {};
/** Several times what is looked at to recognise a file. */
const rows = 15_000;

/** A log that comes in forty pieces, each later than the one before. */
class SlowLog extends Blob {
  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const piece = Math.ceil(this.size / 40);
    let at = 0;
    return new ReadableStream({
      pull: async (controller) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        controller.enqueue(new Uint8Array(await this.slice(at, at + piece).arrayBuffer()));
        at += piece;
        if (at >= this.size) controller.close();
      },
    });
  }
}

it('tells what is found up to now of a log that takes a while, and nothing of it is in the result', async () => {
  const log = ordinaryLog(rows);
  const heard: EarlyResults[] = [];
  const open = async (blob: Blob) => {
    const engine = createSession();
    const files = [{ path: 'conn.log', blob }];
    const run = await engine.open(
      { kind: 'files', files },
      ignore,
      (news) => news.kind === 'early' && heard.push(news.early),
      never,
    );
    const { detector, scoreMax } = await engine.detect(run.detectors[0].id, ignore, never);
    const view = { detector, where: [], sort: { by: 'rank', descending: false } } as const;
    const { rows: all } = await engine.rows(view, 0, rows, ['ts'], never);
    return { scoreMax, all };
  };
  const atOnce = await open(new Blob([log]));
  expect(heard).toEqual([]);
  expect(await open(new SlowLog([log]))).toEqual(atOnce);

  expect(heard.length).toBeGreaterThan(0);
  for (const { share, flows, scored, detector, histogram, fields, top } of heard) {
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1);
    expect(flows).toBeLessThan(rows);
    expect(scored).toBe(flows);
    expect(detector).toBe('PCA (PyOD-compatible)');
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(scored);
    expect(top.length).toBe(10);
    expect(top.map(({ score }) => score)).toEqual(top.map(({ score }) => score).toSorted((a, b) => b - a));
    for (const { cells } of top) expect(cells.length).toBe(fields.length);
  }
});
