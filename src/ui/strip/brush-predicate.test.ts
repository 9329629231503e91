import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Predicate } from '../../worker/api.ts';
import { boxPredicate, partsOf, predicateOf, spanOf } from './brush-predicate.ts';

/** Ascending bin edges, and a brush that excludes something. */
const brushed = fc
  .uniqueArray(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), { minLength: 3, maxLength: 40 })
  .map((values) => values.map((value) => value + 0).toSorted((a, b) => a - b))
  .filter((edges) => new Set(edges).size === edges.length)
  .chain((edges) =>
    fc.tuple(fc.nat(edges.length - 2), fc.nat(edges.length - 2)).map(([one, other]) => ({
      edges,
      span: { first: Math.min(one, other), end: Math.max(one, other) + 1 },
    })),
  );

/** Whether a value (null for unset) is in a bin of the brush, by definition of the bins. */
function isIn(value: number | null, edges: readonly number[], { first, end }: { first: number; end: number }): boolean {
  if (value === null) return false;
  return edges.slice(0, -1).some((edge, bin) => {
    const isLast = bin === edges.length - 2;
    return bin >= first && bin < end && value >= edge && (isLast ? value <= edges[bin + 1] : value < edges[bin + 1]);
  });
}

/** Tests a row as the engine does. */
function meets(predicate: Predicate, value: number | null): boolean {
  if (predicate.op === 'any') return predicate.of.some((part) => meets(part, value));
  if (predicate.op === 'in') return value === null && predicate.values.includes('');
  if (predicate.op !== 'range' || value === null) return false;
  const [from, to] = [Number(predicate.from), Number(predicate.to)];
  return value >= from && (predicate.isToOpen === true ? value < to : value <= to);
}

describe('the predicate of a brush', () => {
  it('selects exactly the values in its bins', () => {
    fc.assert(
      fc.property(brushed, fc.double({ min: 0, max: 1, noNaN: true }), ({ edges, span }, share) => {
        const predicate = predicateOf('x', edges, span);
        const between = edges[0] + share * (edges[edges.length - 1] - edges[0]);
        for (const value of [...edges, ...edges.map((edge) => edge - Math.abs(edge) * 2 ** -52), between]) {
          // Beyond all values of the log, also by rounding.
          if (value < edges[0] || value > edges[edges.length - 1]) continue;
          expect(meets(predicate, value)).toBe(isIn(value, edges, span));
        }
      }),
    );
  });

  it('converts back to the brush', () => {
    fc.assert(
      fc.property(brushed, fc.boolean(), ({ edges, span }, countsUnset) => {
        expect(spanOf(predicateOf('x', edges, span, countsUnset), 'x', edges)).toEqual(span);
      }),
    );
  });

  it('includes unset values with 0 where they count as 0', () => {
    fc.assert(
      fc.property(brushed, ({ edges, span }) => {
        expect(meets(predicateOf('x', edges, span, true), null)).toBe(meets(predicateOf('x', edges, span), 0));
      }),
    );
  });

  it('of another field or form gives no brush', () => {
    const edges = [0, 1, 2];
    expect(spanOf({ op: 'range', field: 'y', from: 0, to: 1 }, 'x', edges)).toBeNull();
    expect(spanOf({ op: 'in', field: 'x', values: ['1'] }, 'x', edges)).toBeNull();
    expect(spanOf({ op: 'range', field: 'x', from: 3, to: 4 }, 'x', edges)).toBeNull();
    expect(spanOf({ op: 'range', field: 'x', from: 0.5, to: 1.5 }, 'x', edges)).toEqual({ first: 0, end: 2 });
  });

  it('of a rectangle has one member per axis that excludes something', () => {
    const part = predicateOf('x', [0, 1, 2], { first: 0, end: 1 });
    expect(boxPredicate([null, null])).toBeNull();
    expect(boxPredicate([part, null])).toBe(part);
    expect(partsOf(boxPredicate([part, part]) as Predicate)).toEqual([part, part]);
    expect(partsOf(part)).toEqual([part]);
  });
});
