import { describe, expect, it } from 'vitest';
import { type Control, checkpoint } from './control.ts';
import { sharedJob } from './shared-job.ts';

function asker(): Control & { readonly stop: () => void; readonly heard: number[] } {
  const controller = new AbortController();
  const heard: number[] = [];
  return {
    signal: controller.signal,
    report: ({ done }) => void heard.push(done),
    stop: () => controller.abort(),
    heard,
  };
}

/** A job of ten turns that counts how often it was begun. */
function tenTurns() {
  let begun = 0;
  const job = sharedJob(async ({ signal, report }) => {
    begun++;
    for (let turn = 1; turn <= 10; turn++) {
      await checkpoint(signal);
      report({ phase: 'Scoring', file: '', done: turn, total: 10, unit: 'rows', rows: turn });
    }
    return 'done';
  });
  return { job, begun: () => begun };
}

describe('a shared job', () => {
  it('runs once for all callers, now or later, and reports progress to all', async () => {
    const { job, begun } = tenTurns();
    const [one, other] = [asker(), asker()];
    expect(await Promise.all([job(one), job(other), job(asker())])).toEqual(['done', 'done', 'done']);
    expect(one.heard.length).toBe(10);
    expect(other.heard.length).toBe(10);
    expect(await job(asker())).toBe('done');
    expect(begun()).toBe(1);
  });

  it('continues while one caller has not cancelled', async () => {
    const { job, begun } = tenTurns();
    const leaver = asker();
    const [left, kept] = [job(leaver), job(asker())];
    leaver.stop();
    await expect(left).rejects.toThrow(/abort/i);
    expect(await kept).toBe('done');
    expect(begun()).toBe(1);
  });

  it('is cancelled when all callers cancel, and restarts for the next', async () => {
    const { job, begun } = tenTurns();
    const only = asker();
    const left = job(only);
    only.stop();
    await expect(left).rejects.toThrow(/abort/i);
    expect(await job(asker())).toBe('done');
    expect(begun()).toBe(2);
  });
});
