/** How many of the first of `n` places, one after the other, are before something: the others all are not. O(log n). */
export function countWhile(n: number, isBefore: (place: number) => boolean): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
