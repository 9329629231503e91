import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreAfter } from './threshold-steps.ts';

const edgesOf = fc
  .uniqueArray(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 2, maxLength: 61 })
  .map((edges) => edges.map((edge) => edge + 0).toSorted((a, b) => a - b));
const score = fc.double({ noNaN: true, min: -2e9, max: 2e9 });

describe('scoreAfter', () => {
  it('moves to the next edge in its direction, and stops at the ends', () => {
    fc.assert(
      fc.property(edgesOf, score, (edges, from) => {
        const up = scoreAfter(edges, from, 1);
        expect(edges).toContain(up);
        if (from < edges[edges.length - 1]) expect(edges.filter((edge) => edge > from && edge < up)).toEqual([]);
        else expect(up).toBe(edges[edges.length - 1]);
        const down = scoreAfter(edges, from, -1);
        if (from > edges[0]) expect(edges.filter((edge) => edge < from && edge > down)).toEqual([]);
        else expect(down).toBe(edges[0]);
      }),
    );
  });

  it('moves by ten as by one ten times', () => {
    fc.assert(
      fc.property(edgesOf, score, fc.constantFrom(1, -1), (edges, from, sign) => {
        const steps = Array.from({ length: 10 }).reduce<number>((at) => scoreAfter(edges, at, sign), from);
        expect(scoreAfter(edges, from, 10 * sign)).toBe(steps);
      }),
    );
  });

  it('goes to the ends by as many steps as there are bins', () => {
    const edges = [1, 2, 3, 4];
    expect([scoreAfter(edges, 2.5, 3), scoreAfter(edges, 2.5, -3)]).toEqual([4, 1]);
  });
});
