import fc from 'fast-check';
import { expect, it } from 'vitest';
import { widen, widenPlainly } from './widen.ts';

const numbers = fc.oneof(
  fc.array(fc.oneof(fc.nat(0xffff), fc.constant(0xffff))).map((list) => Uint16Array.from(list)),
  fc.array(fc.oneof(fc.nat(0xffff_ffff), fc.constant(0xffff_ffff))).map((list) => Uint32Array.from(list)),
  fc.array(fc.oneof(fc.double(), fc.constant(Number.NaN))).map((list) => Float64Array.from(list)),
);

it('agrees with plain code, for any stretch of any numbers', () => {
  fc.assert(
    fc.property(numbers, fc.nat(20), fc.nat(3000), fc.constantFrom(0, Number.NaN, -1), (list, skip, times, unset) => {
      // Longer than the kernel takes at once.
      const all = new (list.constructor as new (length: number) => typeof list)(list.length * (1 + (times % 40)));
      for (let at = 0; at < all.length; at += list.length) all.set(list as never, at);
      const from = Math.min(skip, all.length);
      const [fast, slow] = [new Float64Array(all.length + 5), new Float64Array(all.length + 5)];
      widen(all, from, all.length - from, unset, fast, 3);
      widenPlainly(all, from, all.length - from, unset, slow, 3);
      expect(fast).toEqual(slow);
    }),
  );
});
