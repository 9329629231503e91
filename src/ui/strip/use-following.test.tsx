// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import type { BrushBox, BrushQuery } from '../../worker/api.ts';
import type { StripProps } from './strip.tsx';
import { type Moving, useFollowing } from './use-following.ts';

afterEach(cleanup);

/** An engine that records its questions. The count inside a brush is the width of its box. */
function spied() {
  const prepared: BrushQuery[] = [];
  const asked: BrushBox[] = [];
  const engine = {
    brush: async (query: BrushQuery) => ({ brush: prepared.push(query), edges: [] }),
    brushed: async (_: number, box: BrushBox) => {
      asked.push(box);
      return { flows: box[0][1] - box[0][0] };
    },
  };
  return { prepared, asked, engine };
}

function propsOf(engine: object, isLarger = false): StripProps {
  const selection = [
    clauseOf('time', { op: 'range', field: 'ts', from: 1, to: 2 }, 'time'),
    clauseOf('box', equals('proto', 'udp'), 'udp'),
  ];
  const props: Partial<Record<keyof StripProps, unknown>> = {
    engine,
    run: { id: 'run', larger: isLarger ? {} : null },
    detection: { detector: 'pyod-pca', axes: [] },
    threshold: 2,
    selection,
    axes: { x: 'orig_bytes', y: 'resp_bytes' },
    isOpen: false,
  };
  return props as StripProps;
}

const at = (from: number, to: number): Moving => ({ source: 'time', steps: 96, box: [[from, to]] });

it('prepares a brush once without its own clause, and answers every step of it', async () => {
  const { prepared, asked, engine } = spied();
  const props = propsOf(engine);
  const { result, rerender } = renderHook(({ moving }) => useFollowing(props, moving), {
    initialProps: { moving: null as Moving | null },
  });
  expect([result.current, prepared]).toEqual([null, []]);
  rerender({ moving: at(10, 20) });
  await waitFor(() => expect(result.current?.flows).toBe(10));
  rerender({ moving: at(10, 25) });
  await waitFor(() => expect(result.current?.flows).toBe(15));
  expect(prepared).toHaveLength(1);
  expect(prepared[0]).toMatchObject({ over: 'time', steps: 96, where: [equals('proto', 'udp')], density: null });
  expect(asked).toEqual([[[10, 20]], [[10, 25]]]);
  rerender({ moving: null });
  expect(result.current).toBeNull();
});

it('prepares nothing for an out-of-core log', async () => {
  const { prepared, engine } = spied();
  const props = propsOf(engine, true);
  const { result } = renderHook(() => useFollowing(props, at(1, 2)));
  await Promise.resolve();
  expect([result.current, prepared]).toEqual([null, []]);
});
