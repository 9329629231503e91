const HOUR = 3600;

/** From so many hours on a connection is called long, as by RITA. */
export const longHours = [1, 4, 8, 12] as const;

/** The most of those hours that a connection lasted; null for a shorter one. */
export function longMark(seconds: number): number | null {
  return longHours.findLast((hours) => seconds >= hours * HOUR) ?? null;
}
