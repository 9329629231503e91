// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import type { Predicate, ScoreHistogram } from '../../worker/api.ts';
import type { ChartInput } from './strip.tsx';
import { useScoreBrush } from './use-score-brush.ts';

const histogram: ScoreHistogram = {
  ...{ scale: 'linear', edges: [0, 1, 2, 4, 8], counts: [9, 5, 2, 1], anomalies: [0, 0, 2, 1] },
};

/** The brush over four bins of scores, for a threshold of 2. */
function brushOf(
  predicate?: Predicate,
  detection: object | null = { detector: 'pca', scoreScale: 'linear' },
  isFiltered = false,
) {
  const [onDraft, onCommit, onCancel] = [vi.fn(), vi.fn(), vi.fn()];
  const selection = [
    ...(predicate === undefined ? [] : [clauseOf('score', predicate, '')]),
    ...(isFiltered ? [clauseOf('box', equals('proto', 'udp'), 'udp')] : []),
  ];
  const input = { selection, detection, modelThreshold: 2, threshold: 2, onDraft, onCommit, onCancel };
  const { result } = renderHook(() => useScoreBrush(input as unknown as ChartInput, histogram, null));
  return { brush: result.current, onDraft, onCommit, onCancel };
}

it('any brush becomes a predicate of scores, the predicate the same brush, and its menu has that predicate', () => {
  const spans = fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => ({ first: Math.min(a, b), end: Math.max(a, b) + 1 }));
  fc.assert(
    fc.property(spans, (span) => {
      const { brush, onCommit } = brushOf();
      brush.onCommit(span);
      const [source, predicate, label] = onCommit.mock.calls[0];
      expect(source).toBe('score');
      expect(brushOf(predicate).brush.span).toEqual(span);
      expect(brush.markValue(span)).toMatchObject({ name: 'score', predicate, label });
    }),
  );
});

it('is labelled in multiples of the threshold. The outer borders are no limits', () => {
  const { brush } = brushOf();
  const texts = [
    [1, 3],
    [0, 2],
    [3, 4],
  ].map(([first, end]) => brush.markValue({ first, end }).text);
  expect(texts).toEqual(['0.50 × – 2.00 ×', 'below 1.00 ×', 'from 2.00 ×']);
  expect(brush.describeBorder(3)).toBe('score 2.00 ×');
  expect(brush.describeBin(2)).toBe('1.00 × to 2.00 ×: 2 flows, 2 above the threshold');
});

it('is labelled in fractions of all flows where multiples mean nothing, and in raw scores while these are unknown', () => {
  const { brush } = brushOf(undefined, { detector: 'behaviour', scoreScale: 'log' });
  expect(brush.markValue({ first: 1, end: 3 }).text).toBe('top 47.05 % – top 5.88 %');
  expect(brush.markValue({ first: 3, end: 4 }).text).toBe('from top 5.88 %');
  expect(brush.describeBin(2)).toBe('top 17.64 % to top 5.88 %: 2 flows, 2 above the threshold');
  const filtered = brushOf(undefined, { detector: 'behaviour', scoreScale: 'log' }, true).brush;
  expect(filtered.describeBorder(3)).toBe('score 4');
});

it('counts its flows, and is cleared and cancelled', () => {
  expect(brushOf({ op: 'range', field: 'score', from: 1, to: 4, isToOpen: true }).brush.label).toBe('7 flows');
  const { brush, onDraft, onCancel } = brushOf();
  expect([brush.span, brush.label]).toEqual([null, '']);
  brush.onDraft(null);
  brush.onCancel();
  expect(onDraft.mock.calls[0].slice(0, 3)).toEqual(['score', null, '']);
  expect(onCancel).toHaveBeenCalledExactlyOnceWith('score');
});

it('sets no brush before there is a result', () => {
  const { brush, onCommit } = brushOf(undefined, null);
  brush.onCommit({ first: 1, end: 2 });
  expect(onCommit.mock.calls[0].slice(0, 3)).toEqual(['score', null, '']);
});
