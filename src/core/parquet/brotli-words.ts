import type { WordGroup } from './word-pack.ts';

/** Bits of the number of words, for lengths from 4 to 24. Source: RFC 7932, section 8. */
const NUMBER_BITS = [10, 10, 11, 11, 10, 10, 10, 10, 10, 9, 9, 8, 7, 7, 8, 7, 7, 6, 6, 5, 5];

/** The words of Brotli's dictionary by length, in its order. */
export const brotliWords: readonly WordGroup[] = NUMBER_BITS.map((bits, i) => ({ length: i + 4, words: 2 ** bits }));
