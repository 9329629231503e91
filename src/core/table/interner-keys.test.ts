import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collidingLabels } from '../../testing/colliding-labels.ts';
import { connLog } from '../../testing/conn-log.ts';
import { keysOf } from '../../testing/hash-keys.ts';
import { columnValues, readText } from '../../testing/read-text.ts';
import { PairTable } from '../behaviour/pair-table.ts';
import { Fingerprints } from '../math/fingerprints.ts';
import { Interner } from './interner.ts';

const encoder = new TextEncoder();
const colliding = collidingLabels(13);

/** Milliseconds of processor that some work takes. */
function cost(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function internAll(labels: readonly Uint8Array[]): Interner {
  const interner = new Interner();
  for (const label of labels) interner.intern(label, 0, label.length);
  return interner;
}

describe('hash tables of labels, pairs and uids', () => {
  // Pairs have the keys of the run alone, which are others each time: pair-table.test.ts compares any pairs with a Map.
  it('hold the same with any keys', () => {
    const labels = fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 200 });
    fc.assert(
      fc.property(labels, fc.nat(), fc.nat(), (texts, one, other) => {
        const found = [keysOf(one), keysOf(other)].map((keys) => {
          const [interner, uids] = [new Interner(keys), new Fingerprints(keys)];
          const codes = texts.map((text) => interner.intern(text, 0, text.length));
          const isNew = texts.map((text) => uids.add(text, 0, text.length));
          return { codes, isNew, size: interner.size };
        });
        expect(found[0]).toEqual(found[1]);
      }),
    );
  });

  it('take labels that were made to collide in about the time of any others', () => {
    const bytes = colliding.map((label) => encoder.encode(label));
    const others = colliding.map((_, i) => encoder.encode(`${i}`.padStart(104, 'x')));
    cost(() => internAll(others));
    const usual = cost(() => internAll(others));
    // 8,192 labels in one slot are 33 million looks, 4,000 times as many as usual.
    expect(cost(() => internAll(bytes))).toBeLessThan(20 * Math.max(usual, 10));
    expect(internAll(bytes).size).toBe(bytes.length);
  });

  it('read a log with colliding labels at normal speed', async () => {
    const labels = colliding.slice(0, 1000);
    const { table } = await readText(connLog(labels.map((service) => ({ service }))));
    expect(columnValues(table, 'service')).toEqual(labels);
  });

  it('take pairs that were made to collide as any others', () => {
    // With the multipliers of before, a * 0x9e3779b1 ^ b * 0x85ebca77 was 0 for all of these.
    const inverse = inverseOf(0x85ebca77);
    const a = Uint32Array.from({ length: 12_000 }, (_, i) => i + 1);
    const b = a.map((value) => Math.imul(Math.imul(value, 0x9e3779b1), inverse) >>> 0);
    const ids = new Uint32Array(a.length);
    const spent = cost(() => new PairTable().idsOf(a, b, a.length, ids, 0));
    const usual = cost(() => new PairTable().idsOf(a, a, a.length, ids, 0));
    expect(spent).toBeLessThan(20 * Math.max(usual, 10));
    expect(ids.at(-1)).toBe(a.length - 1);
  });
});

/** The number that times `odd` is 1 modulo 2^32. */
function inverseOf(odd: number): number {
  let inverse = odd;
  for (let i = 0; i < 5; i++) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse));
  return inverse;
}
