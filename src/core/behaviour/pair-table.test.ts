import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NONE, PairTable } from './pair-table.ts';

const code = fc.oneof(fc.nat(20), fc.integer({ min: 0, max: 0xffff_ffff }));

describe('PairTable', () => {
  it('gives equal pairs equal ids, new pairs the next id, and returns the pairs', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(code, code), { maxLength: 3000 }), (pairs) => {
        const table = new PairTable();
        const seen = new Map<string, number>();
        for (const [a, b] of pairs) {
          const key = `${a} ${b}`;
          expect(table.find(a, b)).toBe(seen.get(key) ?? NONE);
          if (!seen.has(key)) seen.set(key, seen.size);
          expect(table.idOf(a, b)).toBe(seen.get(key));
        }
        const [a, b] = [0, 1].map((side) => Uint32Array.from(pairs, (pair) => pair[side]));
        const again = new PairTable(pairs.length);
        again.idsOf(a, b, a.length, b, 0);
        expect([...b]).toEqual(pairs.map(([one, other]) => seen.get(`${one} ${other}`)));
        const { first, second } = table.pairs();
        expect(again.pairs()).toEqual({ first, second });
        expect([...first].map((a, id) => `${a} ${second[id]}`)).toEqual([...seen.keys()]);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps 300,000 pairs apart', () => {
    const table = new PairTable();
    for (let i = 0; i < 300_000; i++) table.idOf(i % 700, Math.floor(i / 700));
    expect(table.size).toBe(300_000);
    expect(table.find(3, 4)).toBe(2803);
  });
});
