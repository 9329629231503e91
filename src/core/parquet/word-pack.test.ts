import fc from 'fast-check';
import { getDictionary } from 'hyparquet-compressors/src/brotli.dictionary.js';
import { expect, it } from 'vitest';
import { brotliWords } from './brotli-words.ts';
import { packWords, unpackWords, type WordGroup } from './word-pack.ts';

/** Words of any bytes, the same byte over and over among them. */
const texts = fc
  .array(fc.record({ length: fc.integer({ min: 1, max: 30 }), words: fc.integer({ min: 0, max: 20 }) }), {
    maxLength: 4,
  })
  .chain((groups) => {
    const size = groups.reduce((sum, { length, words }) => sum + length * words, 0);
    const byte = fc.oneof(fc.constantFrom(0, 255, 101), fc.integer({ min: 0, max: 255 }));
    const bytes = fc.array(byte, { minLength: size, maxLength: size }).map((list) => Uint8Array.from(list));
    return fc.tuple(fc.oneof(bytes, fc.constant(new Uint8Array(size).fill(255))), fc.constant(groups));
  });

it('any words come back as they were packed', () => {
  fc.assert(
    fc.property(texts, ([text, groups]: [Uint8Array, readonly WordGroup[]]) => {
      expect(unpackWords(packWords(text, groups), groups)).toEqual(text);
    }),
    { numRuns: 30 },
  );
});

it('Brotli’s dictionary comes back, from far less than its deflated size', () => {
  const dictionary = getDictionary();
  const packed = packWords(dictionary, brotliWords);
  expect(unpackWords(packed, brotliWords)).toEqual(dictionary);
  expect(packed.length).toBeLessThan(45_000);
});
