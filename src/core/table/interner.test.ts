import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Interner } from './interner.ts';

const label = fc.uint8Array({ maxLength: 12 });

describe('Interner', () => {
  it('gives equal labels equal codes, new ones the next code, and the bytes back', () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 400 }), (labels) => {
        const interner = new Interner();
        const seen = new Map<string, number>();
        for (const bytes of labels) {
          const code = interner.intern(bytes, 0, bytes.length);
          const key = bytes.join();
          if (!seen.has(key)) seen.set(key, seen.size + 1);
          expect(code).toBe(seen.get(key));
          expect([...interner.bytes(code)]).toEqual([...bytes]);
        }
        expect(interner.size).toBe(seen.size);
        for (const bytes of labels) expect(interner.find(bytes)).toBe(seen.get(bytes.join()));
      }),
    );
  });

  it('finds nothing for a label it never saw', () => {
    expect(new Interner().find(Uint8Array.of(1))).toBe(0);
  });

  it('keeps 100,000 labels apart', () => {
    const interner = new Interner();
    const encoder = new TextEncoder();
    let wrong = 0;
    for (let i = 0; i < 100_000; i++) {
      const bytes = encoder.encode(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
      if (interner.intern(bytes, 0, bytes.length) !== i + 1) wrong++;
    }
    expect(wrong).toBe(0);
  });
});
