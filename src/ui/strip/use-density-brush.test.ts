// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import type { Predicate } from '../../worker/api.ts';
import type { DensityMap } from './density-picture.ts';
import type { ChartInput } from './strip.tsx';
import { useDensityBrush } from './use-density-brush.ts';

/** Three by two cells. The counts start at the lower left, row by row. */
function mapOf(kind: 'feature' | 'component' = 'feature'): DensityMap {
  const cut = (id: string, bins: number) => ({ id, bins, scale: 'linear', min: 0, max: 10 * bins }) as const;
  const choice = (id: string) => ({ id, label: id, unit: null, kind }) as const;
  const axis = (id: string, bins: number) => ({ cut: cut(id, bins), choice: choice(id), type: 'count' });
  return {
    density: {
      ...{ x: cut('orig_pkts', 3), y: cut('resp_pkts', 2) },
      counts: Uint32Array.of(1, 2, 4, 8, 16, 32),
      anomalies: Uint32Array.of(0, 0, 0, 0, 0, 3),
    },
    ...{ x: axis('orig_pkts', 3), y: axis('resp_pkts', 2) },
    ...{ whole: null, selected: null },
  } as unknown as DensityMap;
}

function brushOf(map: DensityMap | null, predicate?: Predicate) {
  const [onDraft, onCommit, onCancel] = [vi.fn(), vi.fn(), vi.fn()];
  const selection = predicate === undefined ? [] : [clauseOf('density', predicate, '')];
  const input = { selection, onDraft, onCommit, onCancel } as unknown as ChartInput;
  const { result } = renderHook(() => useDensityBrush(input, map));
  return { brush: result.current, onDraft, onCommit, onCancel };
}

it('a rectangle becomes a predicate of both fields, and the predicate the same rectangle', () => {
  const box = { x: { first: 1, end: 3 }, y: { first: 0, end: 1 } };
  const { brush, onCommit, onDraft } = brushOf(mapOf());
  brush.onCommit(box);
  const [source, predicate, label, inBins] = onCommit.mock.calls[0];
  expect([source, inBins]).toEqual([
    'density',
    {
      steps: 3,
      box: [
        [1, 3],
        [0, 1],
      ],
    },
  ]);
  expect(label).toMatch(/^orig_pkts .* – .*, resp_pkts .* – /);
  expect(onDraft).not.toHaveBeenCalled();
  const kept = brushOf(mapOf(), predicate).brush;
  expect(kept.box).toEqual(box);
  expect(kept.label).toBe('6 flows');
});

it('one axis alone covers the whole of the other, and an empty box clears the brush', () => {
  const { brush, onDraft } = brushOf(mapOf());
  brush.onDraft({ x: { first: 0, end: 1 }, y: null });
  brush.onDraft({ x: null, y: null });
  const [one, none] = onDraft.mock.calls;
  expect(brushOf(mapOf(), one[1]).brush).toMatchObject({ box: { x: { first: 0, end: 1 }, y: null }, label: '9 flows' });
  expect(none.slice(0, 3)).toEqual(['density', null, '']);
});

it('components cannot be brushed', () => {
  const { brush, onDraft } = brushOf(mapOf('component'));
  expect(brush.canBrush).toEqual({ x: false, y: false });
  brush.onDraft({ x: { first: 0, end: 1 }, y: null });
  expect(onDraft.mock.calls[0].slice(0, 3)).toEqual(['density', null, '']);
});

it('describes a cell by its limits and its flows', () => {
  expect(brushOf(mapOf()).brush.describeCell(2, 1)).toMatch(/^orig_pkts .*, resp_pkts .*: 32 flows, 3 /);
});

it('is empty before there is a map, and Cancel cancels', () => {
  const { brush, onCommit, onCancel } = brushOf(null);
  expect([brush.columns, brush.lines, brush.label, brush.describeCell(0, 0)]).toEqual([0, 0, '', '']);
  brush.onCommit({ x: { first: 0, end: 1 }, y: null });
  brush.onCancel();
  expect(onCommit).not.toHaveBeenCalled();
  expect(onCancel).toHaveBeenCalledExactlyOnceWith('density');
});
