import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../testing/hash-keys.ts';
import { CHUNK, hashBytes, mixed } from './hash-keys.ts';

describe('hashBytes', () => {
  it('depends on the bytes, not on their position', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3 * CHUNK }),
        fc.uint8Array({ maxLength: 9 }),
        fc.nat(),
        (text, before, seed) => {
          const { bytes } = keysOf(seed);
          const whole = Uint8Array.of(...before, ...text, 7);
          const hash = hashBytes(bytes, whole, before.length, before.length + text.length);
          expect(hash).toBe(hashBytes(bytes, text, 0, text.length));
          expect(hash | 0).toBe(hash);
        },
      ),
    );
  });

  it('differs for two texts with nearly all keys, also for similar texts', () => {
    const texts = ['', '\0', '\0\0', '10.0.0.1', '10.0.0.2', '1.00.0.1', 'a'.repeat(200), `${'a'.repeat(199)}b`].map(
      (text) => new TextEncoder().encode(text),
    );
    let same = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { bytes } = keysOf(seed);
      same += texts.length - new Set(texts.map((text) => hashBytes(bytes, text, 0, text.length))).size;
    }
    expect(same).toBe(0);
  });
});

it('mixes without loss', () => {
  expect(new Set(Array.from({ length: 100_000 }, (_, i) => mixed(i))).size).toBe(100_000);
});
