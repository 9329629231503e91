import { expect, it } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import type { Detection } from '../../worker/api.ts';
import { chipLabel } from './chip-label.ts';

const linear = (modelThreshold: number) => ({ detection: { scoreScale: 'linear' } as Detection, modelThreshold });
const logarithmic = { detection: { scoreScale: 'log' } as Detection, modelThreshold: 2 };
const brush = (from: number, to: number) => clauseOf('score', { op: 'range', field: 'score', from, to }, 'stored');

it('a brush on scores is labelled in the unit of the axis, also after the threshold of the model changed', () => {
  expect(chipLabel(brush(200, 1200), linear(100))).toBe('score 2.00 × – 12.0 ×');
  expect(chipLabel(brush(200, 1200), linear(200))).toBe('score 1.00 × – 6.00 ×');
  expect(chipLabel(brush(200, Infinity), linear(100))).toBe('score from 2.00 ×');
  expect(chipLabel(brush(-Infinity, 50), linear(100))).toBe('score below 0.50 ×');
});

it('has raw scores where the axis has no multiples', () => {
  expect(chipLabel(brush(2, 12), logarithmic)).toBe('score 2 – 12');
  expect(chipLabel(brush(2, 12), linear(0))).toBe('score 2 – 12');
});

it('leaves other labels as they are', () => {
  const typed = clauseOf('box', brush(2, 12).predicate, 'score:2..12');
  expect(chipLabel(typed, linear(1))).toBe('score:2..12');
});
