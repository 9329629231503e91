import { describe, expect, it } from 'vitest';
import { timeWords } from './time-words.ts';

const at = (iso: string) => Date.parse(`${iso}Z`) / 1000;

describe('timeWords', () => {
  it('gives clock times if both ends are on one day', () => {
    expect(timeWords(at('2026-03-03T13:30:00'), at('2026-03-03T14:30:00'), 600)).toEqual({
      range: '13:30 – 14:30',
      date: '2026-03-03 UTC',
    });
  });

  it('gives the days if they differ, and the years if these differ', () => {
    expect(timeWords(at('2026-03-03T22:00:00'), at('2026-03-04T02:00:00'), 600)).toEqual({
      range: '03-03 22:00 – 03-04 02:00',
      date: '2026 UTC',
    });
    expect(timeWords(at('2025-12-31T22:00:00'), at('2026-01-01T02:00:00'), 3600)).toEqual({
      range: '2025-12-31 22:00 – 2026-01-01 02:00',
      date: 'UTC',
    });
  });

  it('is as exact as the ends', () => {
    expect(timeWords(at('2026-03-03T13:30:00'), at('2026-03-03T13:30:30'), 5).range).toBe('13:30:00 – 13:30:30');
    expect(timeWords(at('2026-03-03T13:30:00'), at('2026-03-03T13:30:00') + 0.5, 0.1).range).toBe(
      '13:30:00.000000 – 13:30:00.500000',
    );
  });
});
