// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { textColumn } from './cells.tsx';
import type { GridColumn } from './grid-column.ts';
import { shortAddress, useFittedColumns } from './use-fitted-columns.ts';

const textOf = (text: string) => text;
const columns: readonly GridColumn<string>[] = [
  { ...textColumn<string>('host', 'host', 128, '', { cell: textOf, textOf }), isFitted: true },
  textColumn<string>('service', 'service', 84, '', { cell: textOf, textOf }),
];
const widthsOf = (found: readonly GridColumn<string>[]) => found.map(({ width }) => width);

it('a fitted column is as wide as its widest address so far, until the list changes', () => {
  const initialProps = { rows: ['10.0.0.1'], list: 'a' };
  const { result, rerender } = renderHook(({ rows, list }) => useFittedColumns(columns, rows, list), { initialProps });
  const [short, other] = widthsOf(result.current);
  expect(other).toBe(84);
  rerender({ rows: ['192.168.100.200'], list: 'a' });
  const [long] = widthsOf(result.current);
  expect(long).toBeGreaterThan(short);
  rerender({ rows: ['10.0.0.1'], list: 'a' });
  expect(widthsOf(result.current)[0]).toBe(long);
  rerender({ rows: ['10.0.0.1'], list: 'b' });
  expect(widthsOf(result.current)[0]).toBe(short);
});

it('fits its label, and a long address as it is shortened', () => {
  const widthFor = (text: string) =>
    widthsOf(renderHook(() => useFittedColumns(columns, [text], 'a')).result.current)[0];
  expect(widthFor('')).toBe(widthFor('host ↓'));
  const long = 'fe80:1111:2222:3333:4444:5555:6666:7777';
  expect(shortAddress(long)).toHaveLength(24);
  expect(widthFor(long)).toBe(widthFor(shortAddress(long)));
  expect(shortAddress('10.0.0.1')).toBe('10.0.0.1');
});

it('keeps its identity while no width changes, so that the grid need not be drawn again', () => {
  const { result, rerender } = renderHook(({ rows }) => useFittedColumns(columns, rows, 'a'), {
    initialProps: { rows: ['10.0.0.1'] },
  });
  const before = result.current;
  rerender({ rows: ['10.0.0.2'] });
  expect(result.current).toBe(before);
});

it('a column is wider for rows that need more than its width', () => {
  const ranks = [{ ...columns[1], neededBy: (text: string) => (text.startsWith('!') ? 90 : 0) }];
  const widthFor = (...rows: string[]) => widthsOf(renderHook(() => useFittedColumns(ranks, rows, 'a')).result.current);
  expect([widthFor('6,123'), widthFor('6,123', '!9')]).toEqual([[84], [90]]);
});
