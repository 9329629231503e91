import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogError } from './errors.ts';
import { lossOf, refuseRemnant } from './loss.ts';
import type { SkipCount, SkipReason } from './report.ts';

function count(reason: SkipReason, field: string, lines: number, line = 2): SkipCount {
  const detail = field === '' ? {} : { field, text: `bad ${field}` };
  return { reason, field, lines, first: { line, reason, detail } };
}

const counted = fc.record({
  path: fc.constantFrom('a.log', 'b.log', 'c.log'),
  flows: fc.integer({ min: 0, max: 100 }),
  skippedBy: fc
    .uniqueArray(
      fc.tuple(fc.constantFrom<SkipReason>('not-a-number', 'cut-line', 'repeated'), fc.constantFrom('', 'duration')),
      { selector: (pair) => pair.join() },
    )
    .chain((pairs) =>
      fc.tuple(...pairs.map(([reason, field]) => fc.integer({ min: 1, max: 100 }).map((n) => count(reason, field, n)))),
    ),
});

function thrown(job: () => void): LogError | null {
  try {
    job();
    return null;
  } catch (error) {
    return error as LogError;
  }
}

describe('the loss of a run', () => {
  it('is reported above a tenth for one reason, and refused above a half, for any files', () => {
    fc.assert(
      fc.property(fc.array(counted, { minLength: 1, maxLength: 4 }), (files) => {
        const all = files.flatMap(({ skippedBy }) => skippedBy);
        const total = (some: readonly SkipCount[]) => some.reduce((sum, { lines }) => sum + lines, 0);
        const bad = all.filter(({ reason }) => reason !== 'repeated');
        const rows = files.reduce((sum, { flows }) => sum + flows, 0) + total(all);
        const keys = new Set(bad.map(({ reason, field }) => `${reason} ${field}`));
        const most = [...keys].map((key) => total(bad.filter(({ reason, field }) => `${reason} ${field}` === key)));
        const isWide = Math.max(0, ...most) * 10 > rows || total(bad) * 2 > rows;
        const loss = lossOf(files);
        if (isWide) expect(loss).toMatchObject({ rows, lost: total(bad), isWide: true, isMost: total(bad) * 2 > rows });
        else expect(loss?.isWide ?? false).toBe(false);
        const error = thrown(() => refuseRemnant(files));
        expect(error?.code).toBe(total(bad) * 2 > rows ? 'mostly-skipped' : undefined);
      }),
    );
  });

  it('is a tenth at 11 of 100 rows, not at 10, and most at 51, not at 50', () => {
    const file = (lines: number) => [{ path: 'x', flows: 100 - lines, skippedBy: [count('cut-line', '', lines)] }];
    expect(lossOf(file(10))).toBeNull();
    expect(lossOf(file(11))).toMatchObject({ isMost: false });
    expect(lossOf(file(50))).toMatchObject({ isMost: false });
    expect(lossOf(file(51))).toMatchObject({ isMost: true });
  });

  it('is reported per reason and column: two columns at 8 % each are not one at 16 %', () => {
    const skippedBy = [count('not-a-number', 'duration', 8), count('not-a-number', 'orig_bytes', 8)];
    expect(lossOf([{ path: 'x', flows: 84, skippedBy }])).toBeNull();
  });

  it('leaves out rows that the user had skipped for their uid', () => {
    expect(lossOf([{ path: 'x', flows: 10, skippedBy: [count('repeated', '', 90)] }])).toBeNull();
  });

  it('names a bad file among good ones without refusing the run', () => {
    const good = { path: 'good.log', flows: 900, skippedBy: [] };
    const bad = { path: 'bad.log', flows: 6, skippedBy: [count('not-a-number', 'duration', 34)] };
    expect(lossOf([good, bad])).toMatchObject({ isWide: false, files: [{ path: 'bad.log', lost: 34, isMost: true }] });
    expect(thrown(() => refuseRemnant([good, bad]))).toBeNull();
  });

  it('carries the column, its cell and the line as facts of the refusal', () => {
    const bad = { path: 'bad.log', flows: 6, skippedBy: [count('not-a-number', 'duration', 34)] };
    expect(thrown(() => refuseRemnant([bad]))).toMatchObject({
      code: 'mostly-skipped',
      detail: { file: 'bad.log', rows: 40, lost: 34, lines: 34, field: 'duration', text: 'bad duration', line: 2 },
    });
  });
});
