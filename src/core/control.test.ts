import { describe, expect, it } from 'vitest';
import { quiet } from '../testing/read-text.ts';
import { beforeOthers, checkpoint, patiently, turns, whenDue } from './control.ts';

const fresh = () => ({ ...quiet, signal: new AbortController().signal });

function question() {
  let settle: { answer: () => void; fail: () => void } = { answer: () => {}, fail: () => {} };
  const asked = new Promise<void>((resolve, reject) => {
    settle = { answer: resolve, fail: () => reject(new Error('called off')) };
  });
  return { asked: beforeOthers(asked), ...settle };
}

describe('a patient job', () => {
  it('waits at a checkpoint until all questions are answered or have failed', async () => {
    const told: string[] = [];
    const [one, other] = [question(), question()];
    const patient = checkpoint(patiently(fresh()).signal).then(() => told.push('patient'));
    for (let turn = 0; turn < 3; turn++) await checkpoint(fresh().signal);
    told.push('others');
    one.answer();
    await one.asked;
    await checkpoint(fresh().signal);
    told.push('answered');
    other.fail();
    await expect(other.asked).rejects.toThrow('called off');
    await patient;
    expect(told).toEqual(['others', 'answered', 'patient']);
  });

  it('goes on by itself when nothing is asked, and throws when it is called off', async () => {
    const controller = new AbortController();
    const { signal } = patiently({ ...quiet, signal: controller.signal });
    await checkpoint(signal);
    controller.abort();
    await expect(checkpoint(signal)).rejects.toThrow();
  });
});

describe('turns', () => {
  it('are due at once, and then not before some time has gone by', () => {
    const isDue = turns();
    expect(isDue()).toBe(true);
    const end = performance.now() + 200;
    let isDueAgain = false;
    while (!isDueAgain && performance.now() < end) isDueAgain = isDue();
    expect(isDueAgain).toBe(true);
  });

  it('let a pause see that a job was called off', async () => {
    await expect(whenDue(AbortSignal.abort())()).rejects.toThrow();
  });
});
