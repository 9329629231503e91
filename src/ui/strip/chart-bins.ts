/** Bins of the score distribution. */
export const SCORE_BINS = 60;
/** Bins over time at most: their width is one that a clock can be read by. */
export const TIME_BINS = 96;
/** Columns and lines of the density map. */
export const DENSITY_BINS = [64, 36] as const;
