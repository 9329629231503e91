/** Places in descending order of score; equal scores in the order of their places. */
function descending(scores: Float64Array): number[] {
  return [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
}

/**
 * Average precision as scikit-learn defines it, sum of (R_n - R_n-1) P_n over thresholds, equal scores being one
 * threshold. NaN when nothing is positive.
 */
export function averagePrecision(scores: Float64Array, isPositive: Uint8Array): number {
  const order = descending(scores);
  const all = isPositive.reduce((sum, positive) => sum + positive, 0);
  let [found, foundBefore, precisionSum] = [0, 0, 0];
  for (let i = 0; i < order.length; i++) {
    found += isPositive[order[i]];
    if (i + 1 < order.length && scores[order[i + 1]] === scores[order[i]]) continue;
    precisionSum += (found - foundBefore) * (found / (i + 1));
    foundBefore = found;
  }
  return precisionSum / all;
}

/**
 * Share of positives among the first `count`; of several with the score at the cut as many count as there is room for,
 * in proportion. With fewer positives than that, the share that could be reached is the whole.
 */
export function precisionAt(count: number, scores: Float64Array, isPositive: Uint8Array): number {
  const order = descending(scores);
  const all = isPositive.reduce((sum, positive) => sum + positive, 0);
  const wanted = Math.min(count, order.length);
  let [place, found] = [0, 0];
  while (place < wanted) {
    let end = place;
    let positives = 0;
    while (end < order.length && scores[order[end]] === scores[order[place]]) positives += isPositive[order[end++]];
    found += positives * Math.min(1, (wanted - place) / (end - place));
    place = end;
  }
  return found / Math.min(wanted, all);
}
