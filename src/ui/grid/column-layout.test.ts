import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COLUMN_WIDTHS,
  type ColumnLayout,
  columnSets,
  firstLayout,
  moveColumn,
  nudgeColumn,
  orderedColumns,
  showColumn,
  visibleColumns,
  widenColumn,
  widthOf,
} from './column-layout.ts';

const columns = ['rank', 'score', 'proto', 'service', 'uid'].map((id, place) => ({
  id,
  isFrozen: place < 2,
  isShown: id !== 'uid',
  width: 80,
}));
const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
const ids = fc.constantFrom(...idsOf(columns));

/** Any sequence of changes that a user can make to columns. */
const changes = fc.array(
  fc.oneof(
    fc.tuple(fc.constant('show' as const), ids, fc.boolean()),
    fc.tuple(fc.constant('move' as const), ids, ids),
    fc.tuple(fc.constant('nudge' as const), ids, fc.constantFrom(-1 as const, 1 as const)),
    fc.tuple(fc.constant('widen' as const), ids, fc.integer({ min: -2000, max: 2000 })),
    fc.tuple(fc.constant('set' as const), fc.constantFrom(...columnSets), fc.constant(0)),
  ),
);
type Change = typeof changes extends fc.Arbitrary<(infer One)[]> ? One : never;

function apply(layout: ColumnLayout, [what, id, to]: Change): ColumnLayout {
  if (what === 'show') return showColumn(columns, layout, id, to);
  if (what === 'move') return moveColumn(columns, layout, id, to);
  if (what === 'nudge') return nudgeColumn(columns, layout, id, to);
  if (what === 'set') return { ...layout, set: id };
  const column = columns.find((one) => one.id === id);
  return column === undefined ? layout : widenColumn(column, layout, to);
}

describe('a layout of columns', () => {
  it('has the sets essential and all, and keeps the set mine while another is shown', () => {
    expect(idsOf(visibleColumns(columns, firstLayout))).toEqual(['rank', 'score', 'proto', 'service']);
    expect(idsOf(visibleColumns(columns, { ...firstLayout, set: 'all' }))).toEqual(idsOf(columns));
    const mine = showColumn(columns, firstLayout, 'proto', false);
    expect(mine.set).toBe('mine');
    expect(idsOf(visibleColumns(columns, mine))).toEqual(['rank', 'score', 'service']);
    const back = { ...mine, set: 'essential' as const };
    expect(idsOf(visibleColumns(columns, back))).toEqual(['rank', 'score', 'proto', 'service']);
    expect(idsOf(visibleColumns(columns, { ...back, set: 'mine' }))).toEqual(['rank', 'score', 'service']);
  });

  it('moves a column past its visible neighbour', () => {
    const moved = nudgeColumn(columns, firstLayout, 'service', -1);
    expect(idsOf(visibleColumns(columns, moved))).toEqual(['rank', 'score', 'service', 'proto']);
  });

  it('puts a new column at its default position', () => {
    const mine = moveColumn(columns, firstLayout, 'service', 'proto');
    const more = columns.toSpliced(2, 0, { id: 'channel', isFrozen: false, isShown: true, width: 80 });
    expect(idsOf(visibleColumns(more, mine))).toEqual(['rank', 'score', 'channel', 'service', 'proto']);
  });

  it('has every column once, frozen ones first, with visible widths, after any changes', () => {
    fc.assert(
      fc.property(changes, (all) => {
        const layout = all.reduce(apply, firstLayout);
        const ordered = orderedColumns(columns, layout);
        expect(idsOf(ordered).toSorted()).toEqual(idsOf(columns).toSorted());
        expect(ordered.map(({ isFrozen }) => isFrozen)).toEqual([true, true, false, false, false]);
        for (const column of columns) {
          expect(widthOf(column, layout)).toBeGreaterThanOrEqual(COLUMN_WIDTHS.min);
          expect(widthOf(column, layout)).toBeLessThanOrEqual(COLUMN_WIDTHS.max);
        }
        expect(JSON.parse(JSON.stringify(layout))).toEqual(layout);
      }),
    );
  });
});
