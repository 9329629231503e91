import { describe, expect, it } from 'vitest';
import type { Sample } from './sample.ts';
import { summarize } from './summarize.ts';

const parts = [
  {
    id: 'read',
    figures: {
      total: { label: 'total, ms' },
      ratio: { label: 'ratio', digits: 2, target: { atMost: 3, fromRows: 1000 } },
    },
  },
];
const sample = (build: number, rows: number, total: number, ratio = Number.NaN): Sample => {
  return { build, log: `${rows} rows`, rows, part: 'read', run: 1, figures: { total, ratio } };
};

describe('summarize', () => {
  it('gives median and spread of each log, and says whether the median meets the target', () => {
    const samples = [sample(0, 1000, 30, 2), sample(0, 10, 5, 9), sample(0, 1000, 10, 4), sample(0, 1000, 20, 3)];
    const [thousand, ten] = summarize(samples, parts, 1);
    expect(thousand.log).toBe('1000 rows');
    expect(thousand.lines).toMatchObject([
      { key: 'total', builds: [{ median: 20, least: 10, most: 30 }], target: null, verdict: null, ratio: null },
      { key: 'ratio', builds: [{ median: 3, least: 2, most: 4 }], verdict: 'met' },
    ]);
    expect(ten.lines[1]).toMatchObject({ builds: [{ median: 9 }], target: null, verdict: null });
  });

  it('sets two builds side by side and judges the first', () => {
    const [{ lines }] = summarize([sample(0, 1000, 30, 6), sample(1, 1000, 20, 2)], parts, 2);
    expect(lines).toMatchObject([
      { key: 'total', builds: [{ median: 30 }, { median: 20 }], ratio: 1.5 },
      { key: 'ratio', ratio: 3, verdict: 'missed' },
    ]);
  });

  it('does not judge a log of unknown length by what holds for big ones', () => {
    const [{ lines }] = summarize([{ ...sample(0, 1000, 30, 6), rows: null }], parts, 1);
    expect(lines[1]).toMatchObject({ target: null, verdict: null });
  });

  it('leaves out what no run gave', () => {
    const [{ lines }] = summarize([sample(0, 1000, 30), sample(1, 1000, Number.NaN, 2)], parts, 2);
    expect(lines).toMatchObject([
      { key: 'total', builds: [{ median: 30 }, null], ratio: null },
      { key: 'ratio', builds: [null, { median: 2 }], verdict: null },
    ]);
  });
});
