import { describe, expect, it } from 'vitest';
import { parts } from './parts/index.ts';
import { planLog, planRows, type Task } from './plan.ts';

const texts = (tasks: readonly Task[]) => tasks.map(({ rows, part }) => `${rows} ${part.id}`);

describe('planRows', () => {
  it('measures gzip and JSON at a million rows, Cancel where there is time for it, growth from a tenth', () => {
    expect(texts(planRows([100_000, 6_300_000], true, parts))).toEqual([
      '100000 read',
      '100000 questions',
      '100000 memory',
      '630000 read',
      '630000 memory',
      '1000000 selection',
      '1000000 gzip',
      '1000000 json',
      '6300000 read',
      '6300000 questions',
      '6300000 memory',
      '6300000 cancel',
      '6300000 command',
    ]);
  });

  it('measures a small log alone', () => {
    const ids = texts(planRows([1000], false, parts));
    expect(ids).toEqual(['1000 read', '1000 questions', '1000 selection', '1000 memory', '1000 gzip', '1000 json']);
  });
});

describe('planLog', () => {
  it('makes nothing of a given log', () => {
    expect(texts(planLog(1e9, parts))).toEqual([
      'null read',
      'null questions',
      'null memory',
      'null cancel',
      'null command',
    ]);
    expect(texts(planLog(1e6, parts))).toEqual(['null read', 'null questions', 'null memory']);
  });
});
