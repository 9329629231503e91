/** Number of bins of the score chart. */
export const SCORE_BINS = 60;
/** Maximum number of time bins; their width is a calendar unit. */
export const TIME_BINS = 96;
/** Columns and rows of the density map. */
export const DENSITY_BINS = [64, 36] as const;
