import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyHeight, placesInSight, rowTop, type Scroll, scrollTo, topPlace } from './scroll.ts';

const tables = fc.record({
  total: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 10_000_000 })),
  height: fc.integer({ min: 120, max: 1400 }),
  rowHeight: fc.constantFrom(24, 26, 28, 72),
});
const range = (table: Omit<Scroll, 'top'>) => Math.max(0, bodyHeight(table) - table.height);

describe('scrolling a table of any size', () => {
  it('shows the first row at the top and the last row at the bottom, to the pixel', () => {
    fc.assert(
      fc.property(tables, (table) => {
        expect(rowTop({ ...table, top: 0 }, 0)).toBe(0);
        const end = { ...table, top: range(table) };
        const fits = table.total * table.rowHeight <= table.height;
        const bottom = rowTop(end, table.total - 1) + table.rowHeight;
        expect(bottom).toBeCloseTo(fits ? table.total * table.rowHeight : bodyHeight(table), 3);
        expect(placesInSight(end, 0)[1]).toBe(table.total);
      }),
    );
  });

  it('moves down with the scrollbar', () => {
    fc.assert(
      fc.property(tables, fc.nat(), fc.nat(), (table, a, b) => {
        const [low, high] = [a, b].map((top) => top % (range(table) + 1)).toSorted((x, y) => x - y);
        expect(topPlace({ ...table, top: low })).toBeLessThanOrEqual(topPlace({ ...table, top: high }));
      }),
    );
  });

  it('brings any row into view from any position, and does not move for a visible row', () => {
    fc.assert(
      fc.property(tables, fc.nat(), fc.nat(), (table, from, to) => {
        const place = to % table.total;
        const top = scrollTo({ ...table, top: from % (range(table) + 1) }, place);
        const there = { ...table, top };
        expect(rowTop(there, place)).toBeGreaterThanOrEqual(top - 1);
        expect(rowTop(there, place) + table.rowHeight).toBeLessThanOrEqual(top + table.height + 1);
        expect(scrollTo(there, place)).toBeCloseTo(top, 0);
      }),
    );
  });
});
