import { expect, it } from 'vitest';
import { type Clause, clauseOf } from '../../core/selection/clauses.ts';
import type { Detection, ScoreShares } from '../../worker/api.ts';
import { chipLabel } from './chip-label.ts';

const linear = (modelThreshold: number) => ({ detection: { scoreScale: 'linear' } as Detection, modelThreshold });
const logarithmic = { detection: { scoreScale: 'log' } as Detection, modelThreshold: 2 };
const brush = (from: number, to: number) => clauseOf('score', { op: 'range', field: 'score', from, to }, 'stored');

/** The label of a clause in a result with this clause. */
function labelIn(clause: Clause, scale: ReturnType<typeof linear>, shares: ScoreShares | null = [0.1, 0.01]): string {
  return chipLabel(clause, { ...scale, workspace: { selection: [clause] }, scoreShares: [shares] });
}

it('a brush on scores is labelled in the unit of the axis, also after the threshold of the model changed', () => {
  expect(labelIn(brush(200, 1200), linear(100))).toBe('score 2.00 × – 12.0 ×');
  expect(labelIn(brush(200, 1200), linear(200))).toBe('score 1.00 × – 6.00 ×');
  expect(labelIn(brush(200, Infinity), linear(100))).toBe('score from 2.00 ×');
  expect(labelIn(brush(-Infinity, 50), linear(100))).toBe('score below 0.50 ×');
});

it('is labelled in fractions of the flows where the axis has no multiples', () => {
  expect(labelIn(brush(2, 12), logarithmic)).toBe('score top 10 % – top 1 %');
  expect(labelIn(brush(2, 12), linear(0))).toBe('score top 10 % – top 1 %');
  expect(labelIn(brush(2, Infinity), logarithmic, [0.1, 0])).toBe('score from top 10 %');
  expect(labelIn(brush(-Infinity, 12), logarithmic, [1, 0.01])).toBe('score below top 1 %');
});

it('keeps the label of the chart until the result knows the brush', () => {
  expect(chipLabel(brush(2, 12), { ...logarithmic, workspace: { selection: [] }, scoreShares: [] })).toBe('stored');
});

it('leaves other labels as they are', () => {
  const typed = clauseOf('box', brush(2, 12).predicate, 'score:2..12');
  expect(labelIn(typed, linear(1))).toBe('score:2..12');
});
