/** The middle one, or what lies between the two middle ones; NaN of none. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Below it lie `percent` of the values, with straight lines between them (numpy's default); NaN of none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = ((sorted.length - 1) * percent) / 100;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below === undefined ? Number.NaN : below + (above - below) * (place % 1);
}
