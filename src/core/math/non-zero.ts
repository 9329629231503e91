/** Indexes of the counts above 0, ascending. */
export function nonZero(counts: Uint32Array): Uint32Array {
  const places = new Uint32Array(counts.length);
  let found = 0;
  for (let place = 0; place < counts.length; place++) {
    places[found] = place;
    if (counts[place] > 0) found++;
  }
  return places.slice(0, found);
}
