import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argsort, argsortWords } from './argsort.ts';

const keys = fc.array(fc.oneof(fc.double(), fc.constantFrom(0, -0, 1, Number.NaN, Infinity, -Infinity)), {
  maxLength: 300,
});

/** Array.prototype.sort, which is stable. */
function reference(values: readonly number[], descending: boolean, base: readonly number[]): number[] {
  return base.toSorted((a, b) => {
    const [x, y] = [values[a], values[b]];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return x === y ? 0 : x < y === descending ? 1 : -1;
  });
}

describe('argsort', () => {
  it('agrees with a stable comparator sort, NaN last, both ways', () => {
    fc.assert(
      fc.property(keys, fc.boolean(), (values, descending) => {
        const base = values.map((_, i) => i);
        expect([...argsort(Float64Array.from(values), descending)]).toEqual(reference(values, descending, base));
      }),
    );
  });

  it('keeps the order of a base in ties, and sorts only what the base names', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 50 }), fc.boolean(), (values, descending) => {
        const base = values
          .map((_, i) => i)
          .filter((i) => i % 3 !== 0)
          .reverse();
        const order = argsort(Float64Array.from(values), descending, Uint32Array.from(base));
        expect([...order]).toEqual(reference(values, descending, base));
      }),
    );
  });
});

it('argsortWords agrees with a stable sort of the words, both ways', () => {
  const word = fc.oneof(fc.nat(3), fc.constantFrom(0xffff_ffff, 0x8000_0000, 2047, 2048), fc.nat());
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word), { maxLength: 200 }), fc.boolean(), (pairs, descending) => {
      const base = pairs.map((_, i) => i).filter((i) => i % 4 !== 1);
      const key = (i: number) => (BigInt(pairs[i][0]) << 32n) | BigInt(pairs[i][1]);
      const wanted = base.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) < key(b) === descending ? 1 : -1));
      const [high, low] = [0, 1].map((half) => Uint32Array.from(pairs, (pair) => pair[half]));
      const sorted = argsortWords(high, low, descending, Uint32Array.from(base));
      expect([...sorted.places]).toEqual(wanted);
      const flip = descending ? 0xffff_ffff : 0;
      expect(Array.from(sorted.high, (word) => (word ^ flip) >>> 0)).toEqual(wanted.map((place) => high[place]));
      expect(Array.from(sorted.low, (word) => (word ^ flip) >>> 0)).toEqual(wanted.map((place) => low[place]));
    }),
  );
});
