import fc from 'fast-check';
import { expect, it } from 'vitest';
import { extentOf, extentPlainly, widen, widenPlainly } from './widen.ts';

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

it('finds the extent that plain code finds', () => {
  const value = fc.oneof(fc.double(), fc.constant(Number.NaN), fc.integer());
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.nat(5), (list, less) => {
      const values = Float64Array.from(list);
      const count = Math.max(0, values.length - less);
      // Which zero it is means nothing.
      const { low, high } = extentOf(values, count);
      const plain = extentPlainly(values, count);
      expect([low + 0, high + 0]).toEqual([plain.low + 0, plain.high + 0]);
    }),
  );
});
