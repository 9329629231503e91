/**
 * What is wrong with a file: with its compression, or that it ended before its size (`shorter`) or could not be read to
 * its end (`unreadable`). Text before `at` was delivered. A bad checksum concerns the whole member that ends there.
 */
export interface Damage {
  readonly why: 'cut' | 'damaged' | 'checksum' | 'trailing' | 'window' | 'dictionary' | 'shorter' | 'unreadable';
  /** Bytes of the file as stored that had been taken in. */
  readonly at: number;
}
