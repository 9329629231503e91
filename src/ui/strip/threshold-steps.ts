/** The bin edge `by` edges above a score (below it for negative `by`), limited to the first and last edge. */
export function scoreAfter(edges: readonly number[], score: number, by: number): number {
  if (by > 0) {
    const above = edges.findIndex((edge) => edge > score);
    return above < 0 ? edges[edges.length - 1] : edges[Math.min(edges.length - 1, above + by - 1)];
  }
  const below = edges.findLastIndex((edge) => edge < score);
  return below < 0 ? edges[0] : edges[Math.max(0, below + by + 1)];
}
