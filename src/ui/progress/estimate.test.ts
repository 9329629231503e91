import { describe, expect, it } from 'vitest';
import type { Progress } from '../../worker/api.ts';
import { estimate } from './estimate.ts';

const reading: Progress = { phase: 'Reading', file: 'conn.log', done: 0, total: 200, unit: 'bytes', rows: 0 };

describe('estimate', () => {
  it('has zeros for the first frame', () => {
    expect(estimate(reading, 0)).toEqual({ percent: 0, rowsPerSecond: 0, secondsLeft: null });
  });

  it('goes by the speed up to now', () => {
    expect(estimate({ ...reading, done: 50, rows: 1000 }, 2)).toEqual({
      percent: 25,
      rowsPerSecond: 500,
      secondsLeft: 6,
    });
  });

  it('stays within 0 and 100 when the size is not known or was too small', () => {
    expect(estimate({ ...reading, done: 50, total: 0 }, 1).percent).toBe(0);
    expect(estimate({ ...reading, done: 250 }, 1)).toMatchObject({ percent: 100, secondsLeft: 0 });
  });
});
