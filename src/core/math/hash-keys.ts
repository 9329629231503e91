/** Bytes of a text that are hashed together, each with a key of its own. */
export const CHUNK = 64;

/**
 * Random numbers that key the hash tables of one run: a log that was written to fill one slot of a table cannot know
 * them. What tables hold, and in which order, does not depend on them.
 */
export interface HashKeys {
  /** One for each byte of a chunk and one to begin with, three times. */
  readonly bytes: Int32Array;
  /** Odd multipliers for the numbers of a pair or a triple. */
  readonly first: number;
  readonly second: number;
  readonly third: number;
}

/** Keys out of random words, which `fill` writes. */
export function createHashKeys(fill: (words: Int32Array<ArrayBuffer>) => unknown): HashKeys {
  const words = new Int32Array(3 * (CHUNK + 1) + 3);
  fill(words);
  const [first, second, third] = words.subarray(-3);
  return { bytes: words.subarray(0, -3), first: first | 1, second: second | 1, third: third | 1 };
}

/** The keys of this run. */
export const runKeys = createHashKeys((words) => crypto.getRandomValues(words));

/**
 * A hash of `bytes[start..end)`: the sum of bytes times keys, mixed. Two different texts of at most `CHUNK` bytes have
 * equal sums in their upper 24 bits with a chance of 2^-24 over the keys (Dietzfelbinger 1996, strongly universal),
 * whatever the texts are.
 */
export function hashBytes(keys: Int32Array, bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at += CHUNK) {
    const stop = Math.min(end, at + CHUNK);
    let sum = keys[0];
    for (let i = at, k = 1; i < stop; i++, k++) sum = (sum + Math.imul(keys[k], bytes[i] + 1)) | 0;
    hash = mixed(hash ^ sum);
  }
  return hash;
}

/** The number with each bit spread over all others: the finaliser of MurmurHash3. */
export function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
