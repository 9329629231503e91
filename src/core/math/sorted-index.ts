import { lastAtMost } from './counted.ts';
import { type Pause, withPauses } from './stretches.ts';

/**
 * Ascending numbers with an index by magnitude. A lookup takes a few steps in nearby memory instead of twenty distant
 * ones: twice as fast among a million numbers.
 *
 *     value 0.2517:  sign, exponent, first bits of the mantissa  ->  starts[key], starts[key + 1]  ->  binary search
 * between them
 */
export interface SortedIndex {
  readonly values: Float64Array;
  /** Key of the smallest number above zero. */
  readonly least: number;
  /** Number of low bits of the high word that the key drops. */
  readonly shift: number;
  /** Index of the first number with at least this key. Empty when no number is above zero. */
  readonly starts: Uint32Array;
}

const MOST_KEYS = 1 << 18;
const PARTS = 4096;

export async function indexSorted(values: Float64Array, pause: Pause): Promise<SortedIndex> {
  const first = lastAtMost(values, 0) + 1;
  if (first === values.length) return { values, least: 0, shift: 0, starts: new Uint32Array(0) };
  const words = highWords(values);
  const [low, high] = [words[2 * first + 1], words[2 * values.length - 1]];
  let shift = 8;
  while ((high >>> shift) - (low >>> shift) > MOST_KEYS) shift++;
  const least = low >>> shift;
  const starts = new Uint32Array((high >>> shift) - least + 2).fill(values.length);
  await withPauses(values.length - first, pause, (from, to) => {
    for (let place = first + from; place < first + to; place++) {
      const key = (words[2 * place + 1] >>> shift) - least;
      if (place < starts[key]) starts[key] = place;
    }
  });
  for (let key = starts.length - 2; key >= 0; key--) if (starts[key] > starts[key + 1]) starts[key] = starts[key + 1];
  return { values, least, shift, starts };
}

/** The odd words are the high words of doubles: every machine with a browser is little-endian. */
export function highWords(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
}

/**
 * Sorts rows roughly by value: writes the first `count` of `rows` to `out`, ordered by the first bits of `column[i]`
 * for row i. Lookups in this order read memory front to back, four times as fast for a million numbers. About 8 ns per
 * row.
 */
export function inValueOrder(
  { least, shift, starts }: SortedIndex,
  column: Float64Array,
  rows: Uint32Array,
  count: number,
  out: Uint32Array,
): void {
  const words = highWords(column);
  let coarse = shift;
  while ((starts.length - 1) >>> (coarse - shift) >= PARTS) coarse++;
  const first = (least << shift) >>> coarse;
  const places = new Uint32Array(PARTS + 2);
  const partOf = (row: number) => {
    const word = words[2 * row + 1];
    return word >>> 31 === 1 ? 0 : (word >>> coarse) - first;
  };
  for (let k = 0; k < count; k++) places[partOf(rows[k]) + 1]++;
  for (let part = 1; part < places.length; part++) places[part] += places[part - 1];
  for (let k = 0; k < count; k++) out[places[partOf(rows[k])]++] = rows[k];
}

/** Index of a number among the values. `word` is its high word. */
export function placeOf({ values, least, shift, starts }: SortedIndex, value: number, word: number): number {
  if (value <= 0) return lastAtMost(values, value);
  const key = (word >>> shift) - least;
  let low = starts[key];
  let high = starts[key + 1];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (values[middle] <= value) low = middle;
    else high = middle;
  }
  return low;
}
