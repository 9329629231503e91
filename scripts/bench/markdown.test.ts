import { describe, expect, it } from 'vitest';
import { markdownResults, placeBetweenMarks } from './markdown.ts';
import type { Line } from './summarize.ts';

const machine = { date: '2026-01-02', browser: '156', node: 'v20', cores: 2, cpu: 'a CPU', gigabytes: 8 };
const line = (part: string, key: string, median: number): Line => ({
  ...{ part, key, label: `${part} ${key}`, digits: 0, ratio: null, target: null, verdict: null },
  builds: [{ median, least: median - 10, most: median + 10 }],
});

describe('markdownResults', () => {
  it('has a column a log, dated, with targets and whether they are met', () => {
    const judged: Line = { ...line('read', 'ratio', 20), target: { atMost: 30 }, verdict: 'met' };
    const sections = [
      { log: '10 rows', rows: 10, lines: [line('read', 'total', 500)] },
      { log: '100 rows', rows: 100, lines: [line('read', 'total', 1500), judged] },
    ];
    expect(markdownResults(sections, ['this'], machine, 3)).toBe(
      `2026-01-02, 2 cores of a CPU, 8 GB, Chromium 156, Node v20: medians of 3 runs, and from least to most.

|  | 10 rows | 100 rows | target |
| --- | ---: | ---: | --- |
| read total | 500 (490 – 510) | 1,500 (1,490 – 1,510) |  |
| read ratio |  | 20 (10 – 30), met | ≤ 30 |`,
    );
  });

  it('sets 6.3 million flows beside what upstream takes for them', () => {
    const lines = [line('read', 'total', 6100), line('memory', 'peak', 1240)];
    const text = markdownResults([{ log: '6,300,000 rows', rows: 6_300_000, lines }], ['this'], machine, 1);
    expect(text).toContain('| Oddflow, drop until on screen | 6.1 s | 1.2 GB, the whole browser |');
    expect(text).toContain('| `zeek_anomaly_detector` 0.2, as it states | 11 min |');
  });
});

describe('placeBetweenMarks', () => {
  it('replaces what stands between the marks and keeps the rest', () => {
    const page = (results: string) =>
      `before\n<!-- npm run bench writes from here -->\n\n${results}\n\n<!-- to here -->\nafter\n`;
    expect(placeBetweenMarks(page('old'), 'new')).toBe(page('new'));
    expect(placeBetweenMarks(page('new'), 'new')).toBe(page('new'));
    const both = page('old') + page('other').replaceAll('npm run bench', 'npm run bench:engine');
    const changed = placeBetweenMarks(both, 'new', 'npm run bench:engine');
    expect(changed).toBe(both.replace('other', 'new'));
  });

  it('is the table alone where there are no marks', () => {
    expect(placeBetweenMarks('', 'new')).toBe('new\n');
  });
});
