// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RowsWindow } from './grid-column.ts';
import { pageAround, useRows } from './use-rows.ts';

interface Found extends RowsWindow<number> {
  readonly list: string;
}

interface Props {
  readonly list: string;
  readonly first: number;
  readonly isShown?: boolean;
}

function listOf(total: number) {
  const asked: { readonly from: string; readonly signal: AbortSignal; readonly answer: () => Promise<void> }[] = [];
  const { result, rerender } = renderHook(
    ({ list, first, isShown = true }: Props) =>
      useRows<Found>(
        list,
        (start, end, signal) =>
          new Promise<Found>((resolve) => {
            const rows = Array.from({ length: Math.min(end, total) - start }, (_, at) => start + at);
            const answer = () => act(async () => resolve({ start, total, rows, list }));
            asked.push({ from: `${list} ${start}-${end}`, signal, answer });
          }),
        () => first,
        20,
        isShown,
        () => null,
      ),
    { initialProps: { list: 'a', first: 0 } },
  );
  return { asked, result, show: (props: Props) => rerender(props) };
}

it('asks for blocks around the visible rows, and for no more while scrolling within them', async () => {
  const { asked, result, show } = listOf(1000);
  await asked[0].answer();
  expect(result.current.latest?.answer.rows).toHaveLength(180);
  show({ list: 'a', first: 50 });
  expect(asked.map(({ from }) => from)).toEqual(['a 0-180']);
  show({ list: 'a', first: 300 });
  expect(asked.map(({ from }) => from)).toEqual(['a 0-180', 'a 240-480']);
  expect(result.current.latest?.answer.start).toBe(0);
  await asked[1].answer();
  expect(result.current.latest?.answer.start).toBe(240);
});

it('another position waits for the running request, and another list cancels it', async () => {
  const { asked, result, show } = listOf(1000);
  await asked[0].answer();
  show({ list: 'a', first: 300 });
  show({ list: 'a', first: 400 });
  show({ list: 'a', first: 600 });
  expect(asked.map(({ from }) => from)).toEqual(['a 0-180', 'a 240-480']);
  await asked[1].answer();
  expect(asked.at(-1)?.from).toBe('a 540-780');
  show({ list: 'b', first: 0 });
  await act(async () => {});
  expect(asked.at(-1)?.from).toBe('b 0-180');
  expect(asked.at(-2)?.signal.aborted).toBe(true);
  expect(result.current.latest?.answer.list).toBe('a');
  await asked[3].answer();
  expect(result.current.latest?.answer.list).toBe('b');
});

it('asks nothing while it is hidden', async () => {
  const { asked, show } = listOf(1000);
  await asked[0].answer();
  show({ list: 'b', first: 0, isShown: false });
  expect(asked).toHaveLength(1);
  show({ list: 'b', first: 0 });
  expect(asked).toHaveLength(2);
});

it('a page has every visible row, from any position, and at least a block on both sides', () => {
  fc.assert(
    fc.property(fc.integer({ min: -5, max: 1e7 }), fc.integer({ min: 1, max: 300 }), (first, visible) => {
      const [start, end] = pageAround(first, visible);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(start).toBeLessThanOrEqual(Math.max(0, first - 60));
      expect(end).toBeGreaterThanOrEqual(Math.max(0, first) + visible + 1);
    }),
  );
});
