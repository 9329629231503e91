import { Growing } from './growing.ts';

/** A number for each label of a column whose labels become more: each label is read once. Unset is 0. */
export class LabelMeanings {
  private readonly meanings = new Growing(new Uint32Array(0));
  private known = 1;

  /** By code, for all codes below `count`. */
  upTo(count: number, read: (code: number) => number): Uint32Array {
    const meanings = this.meanings.reserve(count);
    for (; this.known < count; this.known++) meanings[this.known] = read(this.known);
    return meanings;
  }
}
