import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortedCopy } from './sorted-copy.ts';

it('is any range of values as `sort` orders it', () => {
  const value = fc.oneof(fc.float({ noNaN: true, noDefaultInfinity: true, min: 0 }), fc.constantFrom(0, 1, 2));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 80 }), fc.nat(40), (all, from) => {
      const values = Float32Array.from(all);
      const first = Math.min(from, values.length);
      const wanted = values.slice(first).sort();
      expect([...sortedCopy(values, first, values.length).subarray(0, wanted.length)]).toEqual([...wanted]);
    }),
  );
});
