import { CHUNK, type HashKeys, mixed, runKeys } from './hash-keys.ts';

/**
 * A set of texts, kept as fingerprints of 63 bits: 16 to 32 bytes per text. Two different texts of at most 64 bytes
 * have equal fingerprints with a chance of 2^-63 over the keys of the run, whatever the texts are: three sums of bytes
 * times keys give 24, 24 and 15 strongly universal bits. So among ten million different uids any are taken for equal
 * with a chance of 5 in a million (10^14 / 2^64), and without the keys no log can be written whose uids are.
 */
export class Fingerprints {
  private readonly keys: Int32Array;
  private low = new Int32Array(1024);
  private high = new Int32Array(1024);
  private count = 0;

  constructor({ bytes }: HashKeys = runKeys) {
    this.keys = bytes;
  }

  /** Adds `bytes[start..end)`; false when it was there. */
  add(bytes: Uint8Array, start: number, end: number): boolean {
    const { keys } = this;
    let [a, b, c] = [0, 0, 0];
    for (let at = start; at < end; at += CHUNK) {
      const stop = Math.min(end, at + CHUNK);
      if (at > start) [a, b, c] = [mixed(a), mixed(b), mixed(c)];
      a ^= keys[0];
      b ^= keys[SECOND];
      c ^= keys[THIRD];
      for (let i = at, k = 1; i < stop; i++, k++) {
        const byte = bytes[i] + 1;
        a = (a + Math.imul(keys[k], byte)) | 0;
        b = (b + Math.imul(keys[k + SECOND], byte)) | 0;
        c = (c + Math.imul(keys[k + THIRD], byte)) | 0;
      }
    }
    // The upper 24 bits of two sums and 15 of the third; the last bit says that the slot is taken.
    if (!this.put((a & UPPER) | (c >>> 24), (b & UPPER) | ((c >>> 16) & 0xfe) | 1)) return false;
    if (++this.count * 2 > this.low.length) this.grow();
    return true;
  }

  private put(a: number, b: number): boolean {
    const { low, high } = this;
    const mask = low.length - 1;
    let slot = mixed(a) & mask;
    for (; high[slot] !== 0; slot = (slot + 1) & mask) if (low[slot] === a && high[slot] === b) return false;
    low[slot] = a;
    high[slot] = b;
    return true;
  }

  private grow(): void {
    const { low, high } = this;
    this.low = new Int32Array(low.length * 2);
    this.high = new Int32Array(high.length * 2);
    for (let slot = 0; slot < low.length; slot++) if (high[slot] !== 0) this.put(low[slot], high[slot]);
  }
}

const SECOND = CHUNK + 1;
const THIRD = 2 * (CHUNK + 1);
const UPPER = ~0xff;
