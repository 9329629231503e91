import { quantilesOf } from './tail.ts';

/**
 * The largest amounts of an ordinary day, by the hash of their channel. Other channels had at most `floor`. 8 bytes per
 * entry.
 */
export interface Largest {
  /** Ascending. */
  readonly keys: Uint32Array;
  readonly amounts: Float32Array;
  readonly floor: number;
}

/** Most entries. */
export const MOST_LARGEST = 4096;

/** The largest of `amounts`, at most 4,096; `keyOf` is the hash of each. Two with one hash are the larger one. Linear. */
export function largestOf(amounts: Float32Array, keyOf: (at: number) => number): Largest {
  const { length } = amounts;
  // A quarter of the way to the smallest listed amount, so that rounding cannot list one more.
  const place = length - 1 - MOST_LARGEST + 0.25;
  const floor = length <= MOST_LARGEST ? 0 : quantilesOf(amounts, length).at(place / (length - 1));
  const found = new Map<number, number>();
  for (let at = 0; at < length; at++) {
    if (amounts[at] <= floor) continue;
    const key = keyOf(at);
    found.set(key, Math.max(amounts[at], found.get(key) ?? 0));
  }
  const keys = Uint32Array.from(found.keys()).sort();
  return { keys, amounts: Float32Array.from(keys, (key) => found.get(key) ?? 0), floor };
}

/** The amount of a key; `floor` for one that is not listed. */
export function amountOf({ keys, amounts, floor }: Largest, key: number): number {
  let [from, to] = [0, keys.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (keys[middle] < key) from = middle + 1;
    else to = middle;
  }
  return keys[from] === key ? amounts[from] : floor;
}
