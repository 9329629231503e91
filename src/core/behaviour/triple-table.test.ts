import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quiet } from '../../testing/read-text.ts';
import { TripleTable } from './triple-table.ts';

const code = fc.oneof(fc.nat(6), fc.integer({ min: 0, max: 0xffff_ffff }));

it('gives equal triples equal ids, new ones the next id, in any blocks, and returns the triples', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(code, code, code), { maxLength: 3000 }),
      fc.integer({ min: 1, max: 500 }),
      async (triples, block) => {
        const seen = new Map<string, number>();
        const wanted = triples.map((triple) => {
          const key = triple.join(' ');
          if (!seen.has(key)) seen.set(key, seen.size);
          return seen.get(key);
        });
        const table = new TripleTable(0);
        const [a, b, c] = [0, 1, 2].map((side) => Uint32Array.from(triples, (triple) => triple[side]));
        const found = new Uint32Array(triples.length);
        for (let from = 0; from < found.length; from += block) {
          const count = Math.min(block, found.length - from);
          table.idsOf(a.subarray(from), b.subarray(from), c.subarray(from), count, found, from);
        }
        expect([...found]).toEqual(wanted);
        expect(table.size).toBe(seen.size);
        const { first, second, third } = await table.triples(quiet);
        expect([...first].map((one, id) => `${one} ${second[id]} ${third[id]}`)).toEqual([...seen.keys()]);
      },
    ),
    { numRuns: 50 },
  );
});

it('keeps 300,000 triples apart', async () => {
  const table = new TripleTable(0);
  const numbers = Uint32Array.from({ length: 300_000 }, (_, i) => i);
  const [a, b, c] = [
    numbers.map((i) => i % 70),
    numbers.map((i) => Math.floor(i / 70) % 90),
    numbers.map((i) => Math.floor(i / 6300)),
  ];
  const ids = new Uint32Array(300_000);
  table.idsOf(a, b, c, 300_000, ids, 0);
  expect(ids).toEqual(numbers);
  expect((await table.triples(quiet)).third).toEqual(c);
});
