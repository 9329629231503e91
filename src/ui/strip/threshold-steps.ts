/** The edge of a bin that lies so many edges above (or, below 0, below) a score; the first or last edge where there are fewer. */
export function scoreAfter(edges: readonly number[], score: number, by: number): number {
  if (by > 0) {
    const above = edges.findIndex((edge) => edge > score);
    return above < 0 ? edges[edges.length - 1] : edges[Math.min(edges.length - 1, above + by - 1)];
  }
  const below = edges.findLastIndex((edge) => edge < score);
  return below < 0 ? edges[0] : edges[Math.max(0, below + by + 1)];
}
