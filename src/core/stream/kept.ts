/** Of a log that is larger than memory, flows of the highest scores that are kept. */
export const TOP = 100_000;
/** And flows of a seeded sample of all. */
export const SAMPLE = 1 << 18;
