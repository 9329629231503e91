import { describe, expect, it } from 'vitest';
import type { State } from '../workspace/state.ts';
import { announce } from './announcement.tsx';

const ready = (filtered: number, findings: number | null): State =>
  ({
    phase: 'ready',
    search: { phase: 'done', findings: findings === null ? null : { total: findings } },
    result: {
      run: { flows: 19_962 },
      shown: { selected: { flows: 19_962 - filtered, anomalies: 82 }, suppressed: 0, filtered },
    },
  }) as unknown as State;

describe('the announcement', () => {
  it('has one sentence on the selected flows and one on those above the threshold', () => {
    expect(announce(ready(17_678, 10))).toBe('2,284 of 19,962 flows. 82 above the threshold.');
  });

  it('includes the findings of a whole log', () => {
    expect(announce(ready(0, 10))).toBe('19,962 flows. 82 above the threshold. 10 findings.');
    expect(announce(ready(0, null))).toBe('19,962 flows. 82 above the threshold.');
  });
});
