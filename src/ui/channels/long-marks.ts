const HOUR = 3600;

/** Durations in hours that mark a long connection. */
export const longHours = [1, 4, 8, 12] as const;

/** The longest mark that a duration reaches, null for a short connection. */
export function longMark(seconds: number): number | null {
  return longHours.findLast((hours) => seconds >= hours * HOUR) ?? null;
}
