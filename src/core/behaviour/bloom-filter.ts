import type { Key } from './contact-keys.ts';

/**
 * A set of keys in few bits (Bloom 1970). It has every key that was added, and any other key with the probability `rate`.
 */
export class BloomFilter {
  readonly bits: Uint8Array;

  constructor(bits: Uint8Array) {
    this.bits = bits;
  }

  /** An empty filter for a number of keys: 16 bits per key, at most `most` bits. */
  static of(keys: number, most = MOST_BITS): BloomFilter {
    const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, BITS_PER_KEY * keys)));
    return new BloomFilter(new Uint8Array(Math.min(most, Math.max(LEAST_BITS, wanted)) / 8));
  }

  add({ first, second }: Key): void {
    const mask = 8 * this.bits.length - 1;
    for (let i = 0; i < HASHES; i++) {
      const bit = (first + Math.imul(i, second | 1)) & mask;
      this.bits[bit >>> 3] |= 1 << (bit & 7);
    }
  }

  has({ first, second }: Key): boolean {
    const mask = 8 * this.bits.length - 1;
    for (let i = 0; i < HASHES; i++) {
      const bit = (first + Math.imul(i, second | 1)) & mask;
      if ((this.bits[bit >>> 3] & (1 << (bit & 7))) === 0) return false;
    }
    return true;
  }

  /** The probability that an unknown key is taken for a known one: the fraction of set bits, by the number of hashes. */
  rate(): number {
    let set = 0;
    for (const byte of this.bits) for (let bits = byte; bits !== 0; bits &= bits - 1) set++;
    return (set / (8 * this.bits.length)) ** HASHES;
  }
}

const HASHES = 7;
const BITS_PER_KEY = 16;
export const LEAST_BITS = 1 << 10;
/** 128 kB; twice as much for channels, of which there are most. */
export const MOST_BITS = 1 << 20;
export const MOST_CHANNEL_BITS = 1 << 21;
