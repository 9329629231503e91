/** A straight line through measured points. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  /** The largest distance of a measured value from the line, as a share of that value. */
  readonly deviation: number;
}

/**
 * The line that minimises the squared relative distances, so that the smallest of sizes that differ by a hundred counts as much as
 * the largest. Null for less than three different places, which cannot show how straight they lie.
 */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): Line | null {
  if (new Set(points.map(([x]) => x)).size < 3) return null;
  let [w, wx, wxx, wy, wxy] = [0, 0, 0, 0, 0];
  for (const [x, y] of points) {
    const weight = 1 / (y * y);
    w += weight;
    wx += weight * x;
    wxx += weight * x * x;
    wy += weight * y;
    wxy += weight * x * y;
  }
  const slope = (w * wxy - wx * wy) / (w * wxx - wx * wx);
  const intercept = (wy - slope * wx) / w;
  const deviation = Math.max(...points.map(([x, y]) => Math.abs(intercept + slope * x - y) / Math.abs(y)));
  return { slope, intercept, deviation };
}
