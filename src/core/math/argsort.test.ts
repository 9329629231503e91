import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argsort, argsortInTurns, argsortWords, placesOf } from './argsort.ts';
import { createRandom } from './random.ts';

const pause = async () => {};

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

it('argsortWords agrees with a stable sort of the words, both ways', async () => {
  const word = fc.oneof(fc.nat(3), fc.constantFrom(0xffff_ffff, 0x8000_0000, 2047, 2048), fc.nat());
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(word, word), { maxLength: 200 }), fc.boolean(), async (pairs, descending) => {
      const base = pairs.map((_, i) => i).filter((i) => i % 4 !== 1);
      const key = (i: number) => (BigInt(pairs[i][0]) << 32n) | BigInt(pairs[i][1]);
      const wanted = base.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) < key(b) === descending ? 1 : -1));
      const [high, low] = [0, 1].map((half) => Uint32Array.from(pairs, (pair) => pair[half]));
      const sorted = await argsortWords(high, low, descending, Uint32Array.from(base), pause);
      const flip = descending ? 0xffff_ffff : 0;
      const items = wanted.flatMap((place) => [place, (high[place] ^ flip) >>> 0, (low[place] ^ flip) >>> 0]);
      expect([...placesOf(sorted)]).toEqual(wanted);
      expect([...sorted]).toEqual(items);
    }),
  );
});

describe('more keys than are sorted without a pause', () => {
  const count = 150_000;
  const random = createRandom(7);
  const columns: readonly (readonly [name: string, value: (place: number) => number])[] = [
    ['spread evenly', () => random.uniform()],
    ['times in the order of a log', (place) => 1772517602 + place / 3],
    ['counts of which most are small', () => Math.floor(Math.exp(12 * random.uniform() ** 3))],
    ['nearly all the same', (place) => (place % 1000 === 0 ? random.uniform() : 0)],
    ['nearly all unset', (place) => (place % 7 === 0 ? random.uniform() - 0.5 : Number.NaN)],
    ['one value', () => -1],
  ];

  it.each(columns)('%s: keys are ascending, with and without yielding', async (_, value) => {
    const keys = Float64Array.from({ length: count }, (_, place) => value(place));
    const base = Uint32Array.from({ length: count }, (_, i) => count - 1 - i);
    const keyOf = (place: number, descending: boolean) => {
      if (Number.isNaN(keys[place])) return Infinity;
      return descending ? -keys[place] : keys[place];
    };
    for (const descending of [false, true]) {
      const order = await argsortInTurns(keys, descending, base, pause);
      const isInOrder = order.every((place, i) => {
        if (i === 0) return true;
        const [before, key] = [keyOf(order[i - 1], descending), keyOf(place, descending)];
        return before < key || (before === key && order[i - 1] > place);
      });
      expect(order).toHaveLength(count);
      expect(isInOrder).toBe(true);
      expect(argsort(keys, descending, base)).toEqual(order);
    }
  });

  it('takes many turns', async () => {
    let turns = 0;
    const keys = Float64Array.from({ length: count }, () => random.uniform());
    await argsortInTurns(keys, false, undefined, async () => {
      turns++;
    });
    expect(turns).toBeGreaterThan(count >>> 16);
  });
});
