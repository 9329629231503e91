import { withRoom } from './groups.ts';
import { widen } from './widen.ts';

/** Codes from here on are no counts. */
export const OTHER = 0xfffe;
export const UNSET = 0xffff;
/** A sixteenth of a full group: beyond it four bytes for every count take less. */
const MOST_OTHERS = 1 << 12;
const FIRST_OTHERS = 16;

/**
 * Counts in two bytes, and the few that need four beside them, in the order of their places. Packets and ports are
 * nearly all below 65,534, but in a group of 65,536 hardly ever all.
 *
 *     codes    3   17   OTHER   0   UNSET   OTHER   ..
 *     places   2   5            values   81234   65535
 */
export class NarrowCounts {
  codes: Uint16Array;
  private places = new Uint16Array(FIRST_OTHERS);
  private values = new Uint32Array(FIRST_OTHERS);
  private others = 0;

  constructor(rows: number) {
    this.codes = new Uint16Array(rows);
  }

  get length(): number {
    return this.codes.length;
  }

  get byteLength(): number {
    return this.codes.byteLength + this.places.byteLength + this.values.byteLength;
  }

  /** Largest value, or something above it. */
  get bound(): number {
    let most = OTHER;
    for (let i = 0; i < this.others; i++) most = Math.max(most, this.values[i]);
    return most;
  }

  reserve(rows: number): void {
    this.codes = withRoom(this.codes, rows);
  }

  /** Value at a place, NaN when unset. */
  at(place: number): number {
    const code = this.codes[place];
    if (code < OTHER) return code;
    return code === UNSET ? Number.NaN : this.values[this.firstFrom(place)];
  }

  /** See `readNumbers`. */
  read(from: number, count: number, unset: number, out: Float64Array, at: number): void {
    const { codes, places, values, others } = this;
    const shift = at - from;
    const end = from + count;
    widen(codes, from, count, unset, out, at);
    for (let i = this.firstFrom(from); i < others && places[i] < end; i++) out[places[i] + shift] = values[i];
  }

  /** The counts that need four bytes at places below `end`. Valid until the next change. */
  large(end: number): { readonly places: Uint16Array; readonly values: Uint32Array } {
    const count = end > UNSET ? this.others : this.firstFrom(end);
    return { places: this.places.subarray(0, count), values: this.values.subarray(0, count) };
  }

  /** Writes a count above the codes, below 2^32, after those written so; false when there are too many. */
  addOther(place: number, value: number): boolean {
    if (this.others === MOST_OTHERS) return false;
    if (this.others === this.places.length) {
      this.places = withRoom(this.places, this.others + 1);
      this.values = withRoom(this.values, this.others + 1);
    }
    this.codes[place] = OTHER;
    this.places[this.others] = place;
    this.values[this.others++] = value;
    return true;
  }

  fillUnset(from: number, to: number): void {
    this.cut(from);
    this.codes.fill(UNSET, from, to);
  }

  /** Forgets the large counts from a place on, before it is written to again. */
  cut(place: number): void {
    while (this.others > 0 && this.places[this.others - 1] >= place) this.others--;
  }

  /** The first `filled` counts in four bytes each, `unset` for unset. */
  widened(filled: number, unset: number): Uint32Array {
    const wide = new Uint32Array(this.length);
    for (let i = 0; i < filled; i++) wide[i] = this.codes[i] === UNSET ? unset : this.codes[i];
    for (let i = 0; i < this.others && this.places[i] < filled; i++) wide[this.places[i]] = this.values[i];
    return wide;
  }

  /** The first of the large counts that is not before `place`. */
  private firstFrom(place: number): number {
    let low = 0;
    let high = this.others;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.places[middle] < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
