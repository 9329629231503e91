const RADIX_BITS = 11;
const RADIX = 1 << RADIX_BITS;

/**
 * Places of `keys` in the order of their values: ascending or descending, NaN last either way, equal keys in the order
 * in which `base` names them (ascending places when absent). Least significant digit first radix sort over the 64 bits
 * of a double; digits that all keys share cost one count. About 0.1 s a million keys; scratch 16 bytes a key.
 */
export function argsort(keys: Float64Array, descending: boolean, base?: Uint32Array): Uint32Array {
  const order = base ?? ascending(keys.length);
  const n = order.length;
  const high = new Uint32Array(n);
  const low = new Uint32Array(n);
  sortableBits(keys, order, descending, high, low);
  let places = ascending(n);
  let next = new Uint32Array(n);
  for (const [word, shift] of digits) {
    const words = word === 'low' ? low : high;
    const counts = countDigit(words, shift);
    if (counts.includes(n)) continue;
    scatter(words, shift, counts, places, next);
    [places, next] = [next, places];
  }
  for (let i = 0; i < n; i++) next[i] = order[places[i]];
  return next;
}

function ascending(n: number): Uint32Array<ArrayBuffer> {
  const places = new Uint32Array(n);
  for (let i = 0; i < n; i++) places[i] = i;
  return places;
}

const digits: readonly (readonly ['low' | 'high', number])[] = [
  ['low', 0],
  ['low', 11],
  ['low', 22],
  ['high', 0],
  ['high', 11],
  ['high', 22],
];

/**
 * Writes, for each place in `order`, the key's bits as two words that compare as unsigned numbers in the wanted order:
 * all bits flipped for negative numbers, the sign bit for others, and all again when descending. Minus zero is zero.
 */
function sortableBits(
  keys: Float64Array,
  order: Uint32Array,
  descending: boolean,
  high: Uint32Array,
  low: Uint32Array,
): void {
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer); // little-endian: words[1] has the sign
  const flip = descending ? 0xffff_ffff : 0;
  for (let i = 0; i < order.length; i++) {
    const key = keys[order[i]];
    if (Number.isNaN(key)) {
      high[i] = 0xffff_ffff;
      low[i] = 0xffff_ffff;
      continue;
    }
    double[0] = key + 0;
    const top = words[1];
    const mask = top >>> 31 === 1 ? 0xffff_ffff : 0x8000_0000;
    high[i] = (top ^ mask ^ flip) >>> 0;
    low[i] = (words[0] ^ (mask === 0x8000_0000 ? 0 : 0xffff_ffff) ^ flip) >>> 0;
  }
}

function countDigit(words: Uint32Array, shift: number): Uint32Array {
  const counts = new Uint32Array(RADIX);
  for (let i = 0; i < words.length; i++) counts[(words[i] >>> shift) & (RADIX - 1)]++;
  return counts;
}

function scatter(words: Uint32Array, shift: number, counts: Uint32Array, from: Uint32Array, to: Uint32Array): void {
  let sum = 0;
  for (let digit = 0; digit < RADIX; digit++) {
    const count = counts[digit];
    counts[digit] = sum;
    sum += count;
  }
  for (let i = 0; i < from.length; i++) {
    const place = from[i];
    to[counts[(words[place] >>> shift) & (RADIX - 1)]++] = place;
  }
}
