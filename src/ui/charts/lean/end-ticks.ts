/**
 * Ticks at both ends of an axis. Recharts asks for ticks even though our axes have their own. Its function for round
 * ticks brings a library of decimal numbers.
 */
export function getNiceTickValues(ends: readonly number[]): readonly number[] {
  return ends;
}

export const getTickValuesFixedDomain = getNiceTickValues;
