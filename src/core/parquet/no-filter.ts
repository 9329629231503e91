/**
 * The answers of hyparquet's `filter.js` and `bloom.js` when nothing is filtered, as we never do: no column is needed,
 * no group and no page is skipped. Builds have them in place of 15 kB of code.
 */
const none = (): readonly string[] => [];

export const pathsNeededForFilter = none;
export const columnsNeededForFilter = none;
export const canSkipRowGroup = (): boolean => false;
export const filterPageRanges = (): undefined => undefined;
export const bloomEligibleColumns = (): ReadonlySet<string> => new Set();
export const readBloomFilter = (): undefined => undefined;
