import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textColumn } from './cells.tsx';
import { firstLayout } from './column-layout.ts';
import type { GridColumn } from './grid-column.ts';
import { wholeColumns } from './whole-columns.ts';

const anyWidths = fc.array(fc.integer({ min: 40, max: 200 }), { minLength: 1, maxLength: 20 });

/** Columns of these widths, the first `frozen` of them frozen. */
function columnsOf(widths: readonly number[], frozen: number): readonly GridColumn<string>[] {
  const of = { cell: () => '', textOf: () => '' };
  return widths.map((width, i) => ({ ...textColumn<string>(`c${i}`, '', width, '', of), isFrozen: i < frozen }));
}

it('ends at a whole column in any room, and moves no column to the left of it', () => {
  fc.assert(
    fc.property(anyWidths, fc.nat(3), fc.integer({ min: 100, max: 3000 }), (widths, frozen, room) => {
      const columns = columnsOf(widths, frozen);
      const found = wholeColumns(columns, firstLayout, room).map(({ width }) => width);
      const ends = widths.map((_, i) => widths.slice(0, i + 1).reduce((sum, width) => sum + width, 0));
      const fitting = ends.filter((end) => end <= room).length;
      if (fitting === widths.length || fitting <= frozen) {
        expect(found).toEqual(widths);
        return;
      }
      expect(found.toSpliced(fitting - 1, 1)).toEqual(widths.toSpliced(fitting - 1, 1));
      expect(found.slice(0, fitting).reduce((sum, width) => sum + width, 0)).toBe(room);
    }),
  );
});

it('counts the columns that are shown, in their order, without the widths that the user set', () => {
  const columns = columnsOf([100, 100, 100], 0);
  const layout = { set: 'mine', order: ['c2', 'c0', 'c1'], shown: { c0: false }, widths: { c2: 300 } } as const;
  expect(wholeColumns(columns, layout, 150).map(({ width }) => width)).toEqual([100, 100, 150]);
});
