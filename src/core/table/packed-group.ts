import { unsetCode } from './open-group.ts';

/**
 * Numbers in two or four bytes where they would take eight, exactly: counts as they are in two, times and durations in four, as
 * microseconds from `base`. The two largest codes are unset and "another number", which stands in `values` under its place in
 * `places` (ascending).
 */
export class PackedGroup {
  readonly codes: Uint16Array | Uint32Array;
  readonly base: number;
  readonly scale: number;
  readonly places: Uint16Array;
  readonly values: Float64Array;

  constructor(
    codes: Uint16Array | Uint32Array,
    base: number,
    scale: number,
    places: Uint16Array,
    values: Float64Array,
  ) {
    this.codes = codes;
    this.base = base;
    this.scale = scale;
    this.places = places;
    this.values = values;
  }

  /** Value at a place, NaN when unset. */
  at(place: number): number {
    const code = this.codes[place];
    const unset = unsetCode(this.codes);
    if (code === unset) return Number.NaN;
    return code === unset - 1 ? this.values[this.firstFrom(place)] : (this.base + code) / this.scale;
  }

  /** As `readNumbers`. */
  read(from: number, count: number, unset: number, out: Float64Array, at: number): void {
    const { base, places, values } = this;
    if (this.codes instanceof Uint32Array) unpackTimes(this.codes, base, from, count, unset, out, at);
    else unpackCounts(this.codes, from, count, unset, out, at);
    const end = from + count;
    for (let i = this.firstFrom(from); i < places.length && places[i] < end; i++)
      out[at + places[i] - from] = values[i];
  }

  /** Between which all values lie, told by the codes' width and the numbers apart: not the smallest and largest. */
  get bounds(): { readonly low: number; readonly high: number } {
    let low = this.base / this.scale;
    let high = (this.base + unsetCode(this.codes)) / this.scale;
    for (const value of this.values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return { low, high };
  }

  /** The first of `places` that is not before `place`. */
  private firstFrom(place: number): number {
    const { places } = this;
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (places[middle] < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A full group of 65,536 numbers is packed when at most this share of them, by count, does not fit. */
const MOST_OTHERS = 1 << 12;
const MICROSECONDS = 1e6;

/** Times and durations in microseconds, null when too many are none. About 0.4 ms a group. */
export function packTimes(values: Float64Array): PackedGroup | null {
  const least = 2 ** 32 - 2;
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  if (!(low > -LARGEST && high < LARGEST)) return null;
  const lowest = Math.round(low * MICROSECONDS);
  const highest = Math.round(high * MICROSECONDS);
  // Durations crowd at the lower end; starts, in a log written as flows end, at the upper.
  const base = highest - lowest < least || !isCrowdedAtTop(values, highest) ? lowest : highest - least + 1;
  return fitsMostly(values, base, least) ? pack(values, new Uint32Array(values.length), base, MICROSECONDS) : null;
}

/** Counts in two bytes, null when too many are larger. About 0.15 ms a group. */
export function packCounts(values: Float64Array | Uint32Array): PackedGroup | null {
  const unset = unsetCode(values);
  let others = 0;
  for (let i = 0; i < values.length; i++) if (values[i] >= 0xfffe && values[i] !== unset) others++;
  if (others > MOST_OTHERS) return null;
  return values instanceof Uint32Array ? narrowed(values, others) : pack(values, new Uint16Array(values.length), 0, 1);
}

/** As `pack`, without its arithmetic. */
function narrowed(values: Uint32Array, others: number): PackedGroup {
  const codes = new Uint16Array(values.length);
  const places = new Uint16Array(others);
  const apart = new Float64Array(others);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < 0xfffe) codes[i] = value;
    else if (value === 0xffff_ffff) codes[i] = 0xffff;
    else {
      codes[i] = 0xfffe;
      places[count] = i;
      apart[count++] = value;
    }
  }
  return new PackedGroup(codes, 0, 1, places, apart);
}

/** Times beyond 2^53 microseconds are none. */
const LARGEST = 9e9;
const SAMPLE_STEP = 64;

/** Whether nine in ten of a sample lie in reach of the base: a log of few flows an hour has no such group of times. */
function fitsMostly(values: Float64Array, base: number, reach: number): boolean {
  let out = 0;
  for (let i = 0; i < values.length; i += SAMPLE_STEP) {
    const code = values[i] * MICROSECONDS - base;
    if (code < 0 || code > reach) out++;
  }
  return out * SAMPLE_STEP * 10 < values.length;
}

function isCrowdedAtTop(values: Float64Array, highest: number): boolean {
  const middle = highest - 2 ** 32;
  let top = 0;
  for (let i = 0; i < values.length; i += SAMPLE_STEP) if (values[i] * MICROSECONDS > middle) top++;
  return top * SAMPLE_STEP * 2 > values.length;
}

function pack(
  values: Float64Array | Uint32Array,
  codes: Uint16Array | Uint32Array,
  base: number,
  scale: number,
): PackedGroup | null {
  const unset = unsetCode(codes);
  const unsetBefore = unsetCode(values);
  const places = new Uint16Array(MOST_OTHERS);
  const others = new Float64Array(MOST_OTHERS);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const code = Math.round(value * scale) - base;
    if (code >= 0 && code < unset - 1 && (base + code) / scale === value) codes[i] = code;
    else if (value === unsetBefore || Number.isNaN(value)) codes[i] = unset;
    else {
      if (count === MOST_OTHERS) return null;
      codes[i] = unset - 1;
      places[count] = i;
      others[count++] = value;
    }
  }
  return new PackedGroup(codes, base, scale, places.slice(0, count), others.slice(0, count));
}

function unpackCounts(
  codes: Uint16Array,
  from: number,
  count: number,
  unset: number,
  out: Float64Array,
  at: number,
): void {
  for (let i = 0; i < count; i++) {
    const code = codes[from + i];
    out[at + i] = code === 0xffff ? unset : code;
  }
}

function unpackTimes(
  codes: Uint32Array,
  base: number,
  from: number,
  count: number,
  unset: number,
  out: Float64Array,
  at: number,
): void {
  for (let i = 0; i < count; i++) {
    const code = codes[from + i];
    out[at + i] = code === 0xffff_ffff ? unset : (base + code) / MICROSECONDS;
  }
}
