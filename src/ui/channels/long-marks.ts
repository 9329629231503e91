const HOUR = 3600;

/** A connection is called long from these hours on. */
export const longHours = [1, 4, 8, 12] as const;

/** The most of those hours that a connection lasted; null for a shorter one. */
export function longMark(seconds: number): number | null {
  return longHours.findLast((hours) => seconds >= hours * HOUR) ?? null;
}
