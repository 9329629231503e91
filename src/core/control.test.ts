import { describe, expect, it } from 'vitest';
import { turns, whenDue } from './control.ts';

describe('turns', () => {
  it('are due at once, and then not before some time has gone by', () => {
    const isDue = turns();
    expect(isDue()).toBe(true);
    const end = performance.now() + 200;
    let isDueAgain = false;
    while (!isDueAgain && performance.now() < end) isDueAgain = isDue();
    expect(isDueAgain).toBe(true);
  });

  it('let a pause see that a job was cancelled', async () => {
    await expect(whenDue(AbortSignal.abort())()).rejects.toThrow();
  });
});
