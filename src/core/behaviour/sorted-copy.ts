/** Up to this number of values, sorting by insertion is faster than calling `sort`. */
export const FEW = 32;
const lent = new Float32Array(FEW);

/**
 * The values from index `from` up to `to`, ascending. None is NaN. The first `to - from` values of the result count; it
 * is lent until the next call. About 0.1 µs for 8 values, a tenth of `slice().sort()`.
 */
export function sortedCopy(values: Float32Array, from: number, to: number): Float32Array {
  if (to - from > FEW) return values.slice(from, to).sort();
  for (let i = from; i < to; i++) {
    let place = i - from;
    for (; place > 0 && lent[place - 1] > values[i]; place--) lent[place] = lent[place - 1];
    lent[place] = values[i];
  }
  return lent;
}
