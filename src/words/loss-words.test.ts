import { describe, expect, it } from 'vitest';
import { lossOf } from '../core/loss.ts';
import type { RunLoss, SkipCount } from '../worker/api.ts';
import { explainLoss, summariseLoss } from './loss-words.ts';
import { explainProblem } from './messages.ts';

const durations = (lines: number, line = 2): SkipCount => ({
  reason: 'not-a-number',
  field: 'duration',
  lines,
  first: { line, reason: 'not-a-number', detail: { field: 'duration', text: '4.266ms' } },
});
const short = (lines: number): SkipCount => ({
  reason: 'too-few-fields',
  field: '',
  lines,
  first: { line: 1002, reason: 'too-few-fields', detail: { found: 7, wanted: 21 } },
});

function loss(...files: Parameters<typeof lossOf>[0]): RunLoss {
  const found = lossOf(files);
  if (found === null) throw new Error('no loss');
  return found;
}

describe('words for lost rows', () => {
  it('have count, column, cell, line, and the effect on the result', () => {
    expect(explainLoss(loss({ path: 'a.log', flows: 34, skippedBy: [durations(6)] }))).toEqual({
      what: '6 of 40 rows have a duration we cannot read (“4.266ms” in line 2).',
      so: 'Everything below leaves them out.',
    });
    const remnant = loss({ path: 'a.log', flows: 6, skippedBy: [durations(34)] });
    expect(explainLoss(remnant)).toEqual({
      what: '34 of 40 rows have a duration we cannot read (“4.266ms” in line 2).',
      so: 'Everything below is about the other 6 rows alone.',
    });
    expect(summariseLoss(remnant)).toBe('34 of 40 rows skipped');
  });

  it('name the main reason of several', () => {
    expect(explainLoss(loss({ path: 'a.log', flows: 3000, skippedBy: [short(1200), durations(1)] })).what).toBe(
      '1,201 of 4,201 rows could not be read: 1,200 have too few fields (7 instead of 21 in line 1,002), 1 for other reasons.',
    );
  });

  it('use the singular for one row', () => {
    expect(explainLoss(loss({ path: 'a.log', flows: 5, skippedBy: [durations(1)] }))).toEqual({
      what: '1 of 6 rows has a duration we cannot read (“4.266ms” in line 2).',
      so: 'Everything below leaves it out.',
    });
  });

  it('name the file among several', () => {
    const files = [
      { path: 'a.log', flows: 900, skippedBy: [] },
      { path: 'b.log', flows: 6, skippedBy: [durations(34)] },
      { path: 'c.log', flows: 6, skippedBy: [durations(4)] },
    ];
    expect(explainLoss(loss(...files))).toEqual({
      what: '34 of 40 rows of b.log have a duration we cannot read (“4.266ms” in line 2).',
      so: 'Everything below leaves them out. 1 more file lost more than a tenth of its rows.',
    });
    expect(explainLoss(loss(...files.slice(1))).what).toMatch(/in line 2 of b\.log/);
  });

  it('are the same in the error', () => {
    const detail = {
      rows: 40,
      lost: 34,
      lines: 34,
      reason: 'not-a-number',
      field: 'duration',
      text: '4.266ms',
      line: 2,
      files: 1,
    };
    const { what, next } = explainProblem({ code: 'mostly-skipped', detail: { ...detail, file: 'a.log' } });
    expect(what).toBe('34 of 40 rows have a duration we cannot read (“4.266ms” in line 2).');
    expect(next).toBe('A ranking of the 6 other rows would say little about a.log.');
  });
});
