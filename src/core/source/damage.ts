/** What is wrong with a compressed file. Text before `at` was delivered; a bad checksum concerns the whole member that ends there. */
export interface Damage {
  readonly why: 'cut' | 'damaged' | 'checksum' | 'trailing' | 'window';
  /** Bytes of the compressed file that had been taken in. */
  readonly at: number;
}
