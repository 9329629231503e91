import type { NarrowCounts } from './narrow-counts.ts';

/** Numbers of a group, as narrow as those up to now allow. */
export type NumberGroup = CountGroup | Float64Array;
export type CountGroup = NarrowCounts | Uint32Array;

/** Stands for unset among counts of four bytes. */
export const UNSET_WORD = 0xffff_ffff;
