import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AxisScale, binPlainly, binPlane } from './density.ts';
import { rankedRows } from './ranking.ts';

const symlog = (value: number) => (Math.sign(value) * Math.log1p(Math.abs(value))) / Math.LN10;

describe('an axis of a density map', () => {
  it('puts any value into the bin of its scale', () => {
    const value = fc.oneof(
      fc.double({ min: -1e12, max: 1e12, noNaN: true }),
      fc.double({ min: 1e-3, max: 2, noNaN: true }),
      fc.integer({ min: 0, max: 70_000 }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), fc.integer({ min: 1, max: 256 }), (list, bins) => {
        const values = Float64Array.from(list);
        const axis = new AxisScale('symlog', Math.min(...list), Math.max(...list), bins);
        const codes = new Uint8Array(values.length);
        axis.binAll(values, values.length, codes, 0);
        const plain = new Uint8Array(values.length);
        binPlainly(axis, values, values.length, plain, 0);
        expect(codes).toEqual(plain);
        // Near an edge the rounding of the logarithm decides, and on a narrow axis every value is near an edge.
        const digits = Number.EPSILON * Math.max(1, Math.abs(axis.min), Math.abs(axis.max));
        const slack = 1e-6 + (8 * digits * bins) / (axis.max - axis.min);
        values.forEach((each, i) => {
          const place = ((symlog(each) - axis.min) / (axis.max - axis.min)) * bins;
          expect(codes[i]).toBeGreaterThanOrEqual(Math.min(bins - 1, Math.floor(place - slack)));
          expect(codes[i]).toBeLessThanOrEqual(Math.min(bins - 1, Math.floor(place + slack)));
        });
      }),
      { examples: [[[0.001, 0.0010000000000000002], 2]] },
    );
  });

  it('has a margin around a single value', () => {
    const axis = new AxisScale('symlog', 5, 5, 10);
    const codes = new Uint8Array(1);
    axis.binAll(Float64Array.of(5), 1, codes, 0);
    expect(codes[0]).toBe(5);
  });
});

describe('a density map', () => {
  it('counts all rows as it counts a list of them', () => {
    const row = fc.record({ x: fc.nat(3), y: fc.nat(2), score: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), fc.nat(60), (rows, some) => {
        const axis = (id: 'x' | 'y', bins: number) =>
          ({
            ...({ id, bins, scale: 'symlog', min: 0, max: 1, edges: new Float64Array(0) } as const),
            codes: Uint8Array.from(rows, (each) => each[id]),
          }) as const;
        const scores = Float64Array.from(rows, ({ score }) => score);
        const order = Uint32Array.from(rows.keys()).sort((a, b) => scores[b] - scores[a]);
        const above = Math.min(some, rows.length);
        const counted = (length: number) => {
          const cells = new Uint32Array(12);
          for (const each of order.slice(0, length)) cells[rows[each].y * 4 + rows[each].x]++;
          return cells;
        };
        for (const length of [rows.length, above]) {
          const plane = binPlane(axis('x', 4), axis('y', 3), rankedRows(scores, order.slice(0, length)), above);
          expect([plane.counts, plane.anomalies]).toEqual([counted(length), counted(above)]);
        }
      }),
    );
  });
});
