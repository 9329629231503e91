import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortFew } from './sort-times.ts';

it('sorts a part of the times, and leaves the others', () => {
  const time = fc.double({ min: 0, noNaN: true });
  fc.assert(
    fc.property(fc.array(time, { maxLength: 80 }), fc.nat(80), fc.nat(80), (times, one, other) => {
      const [from, to] = [one, other].map((at) => Math.min(at, times.length)).toSorted((a, b) => a - b);
      const sorted = Float64Array.from(times);
      sortFew(sorted, from, to);
      const expected = [
        ...times.slice(0, from),
        ...times.slice(from, to).toSorted((a, b) => a - b),
        ...times.slice(to),
      ];
      expect([...sorted]).toEqual(expected);
    }),
  );
});
