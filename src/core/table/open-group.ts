/** Numbers of a group that can be written to, as narrow as those up to now allow. */
export type OpenGroup = CountGroup | Float64Array;
export type CountGroup = Uint16Array | Uint32Array;

/** The number that stands for unset in a narrow group; in a group of doubles, where NaN does, one that equals nothing. */
export function unsetCode(group: OpenGroup): number {
  if (group instanceof Uint32Array) return 0xffff_ffff;
  return group instanceof Uint16Array ? 0xffff : Number.NaN;
}
