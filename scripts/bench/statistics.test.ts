import { describe, expect, it } from 'vitest';
import { median, percentile } from './statistics.ts';

describe('median', () => {
  it('is the middle one, or halfway between two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([7])).toBe(7);
    expect(median([])).toBeNaN();
  });
});

describe('percentile', () => {
  it('lies on straight lines between the values', () => {
    const tenth = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
    expect(percentile(tenth, 95)).toBe(95);
    expect(percentile(tenth, 0)).toBe(0);
    expect(percentile(tenth, 100)).toBe(100);
  });
});
