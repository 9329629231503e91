import { type JsonKernel, MOST_VALUES, type Values } from './json-kernel.ts';
import { isKey, type Key, type Keys, nowhere } from './json-keys.ts';

/** What a value is: literals and texts as they stand between their quotes. */
export const NUMBER = 1;
export const STRING = 2;
/** A text with escapes. */
export const ESCAPED = 3;
export const TRUE = 4;
export const FALSE = 5;
export const ARRAY = 6;

/** Outcomes of reading an object, beside the place after it. */
export const MORE = -1;
const BROKEN = -2;

const LF = 10;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN = 123;
const CLOSE = 125;
const DEEPEST = 32;
/** Arrays of objects whose places are kept. */
const MOST_ARRAYS = 16;

/** Bytes that a number is made of. */
const isOfNumber = Uint8Array.from({ length: 256 }, (_, byte) =>
  '+-.0123456789eE'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

/**
 * Reads one JSON object from bytes that end with a zero byte, so that no loop checks for their end. Gives values by
 * key, as offsets in the bytes. Nested objects are flattened. About 10 ns per byte in plain code.
 */
export class JsonObject {
  readonly keys: Keys;
  /** Of each value, in their order. */
  readonly values: Values;
  count = 0;
  /** Of the ids of the values' keys in their order. */
  hash = 0;
  /** Line ends among what was read. */
  lines = 0;
  /** Place of the first array of objects that comes before any field of a flow, 0 when there is none. */
  innerAt = 0;
  /** Places of the first objects of the arrays of objects. */
  readonly arrays: number[] = [];
  /**
   * Whether the value of one of its keys is an object, and whether something was left out since there are too many
   * keys.
   */
  hasNested = false;
  isPartial = false;
  private bytes: Uint8Array = new Uint8Array(1);
  private length = 0;

  /** `values` is where it puts what it finds. */
  constructor(keys: Keys, values: Values | null = null) {
    this.keys = keys;
    this.values = values ?? {
      ids: new Uint16Array(MOST_VALUES),
      kinds: new Uint8Array(MOST_VALUES),
      starts: new Uint32Array(MOST_VALUES),
      ends: new Uint32Array(MOST_VALUES),
    };
  }

  /** Takes the object that the kernel, whose values are this one's, read last. */
  take({ count, hash }: JsonKernel): void {
    this.count = count;
    this.hash = hash;
    this.lines = 0;
    this.innerAt = 0;
    this.hasNested = false;
    this.arrays.length = 0;
    this.isPartial = false;
  }

  /**
   * Reads the object that begins at `at` with `{`. `bytes[length]` must be 0. Returns the offset after it, or why it
   * cannot be read.
   */
  read(bytes: Uint8Array, at: number, length: number): number {
    this.lines = 0;
    this.innerAt = 0;
    this.hasNested = false;
    this.arrays.length = 0;
    this.isPartial = false;
    this.bytes = bytes;
    this.length = length;
    this.count = 0;
    this.hash = 0;
    return this.object(at + 1, this.keys.root, 1);
  }

  /** Keys that have a value, in their order. */
  present(): Key[] {
    return Array.from(this.values.ids.subarray(0, this.count), (id) => this.keys.all[id]);
  }

  private object(from: number, within: Key, depth: number): number {
    const { bytes } = this;
    let at = this.space(from);
    if (bytes[at] === CLOSE) return at + 1;
    if (depth > DEEPEST) return BROKEN;
    const { inner } = within;
    let next = 0;
    for (;;) {
      if (bytes[at] !== QUOTE) return this.stopped(at);
      const start = at + 1;
      let key = next < inner.length ? inner[next] : null;
      if (key !== null && bytes[start + key.length] === QUOTE && isKey(key.bytes, bytes, start, start + key.length)) {
        at = start + key.length + 1;
        next++;
      } else {
        const end = this.string(start);
        if (end < 0) return end;
        key = this.keys.find(within, bytes, start, end, next, !this.keys.isHalfFull || !this.isBeforeObject(end + 1));
        if (key !== null) next = within.inner.indexOf(key) + 1;
        else if (within !== nowhere) this.isPartial = true;
        at = end + 1;
      }
      at = this.space(at);
      if (bytes[at] !== COLON) return this.stopped(at);
      at = this.value(this.space(at + 1), key, depth);
      if (at < 0) return at;
      at = this.space(at);
      if (bytes[at] === CLOSE) return at + 1;
      if (bytes[at] !== COMMA) return this.stopped(at);
      at = this.space(at + 1);
    }
  }

  private value(at: number, key: Key | null, depth: number): number {
    const { bytes } = this;
    const byte = bytes[at];
    if (byte === QUOTE) {
      const end = this.string(at + 1);
      if (end < 0) return end;
      if (key !== null) this.put(key, this.escaped ? ESCAPED : STRING, at + 1, end);
      return end + 1;
    }
    if (byte === OPEN) return this.object(at + 1, this.nested(key), depth + 1);
    if (byte === OPEN_ARRAY) return this.array(at, key, depth);
    return this.literal(at, key);
  }

  /** Whether an object is the value of the key that ends before `from`. */
  private isBeforeObject(from: number): boolean {
    const { bytes } = this;
    let at = from;
    while (bytes[at] === COLON || bytes[at] === 32 || bytes[at] === LF || bytes[at] === 13 || bytes[at] === 9) at++;
    return bytes[at] === OPEN;
  }

  /**
   * Where the keys of an object that is the value of `key` stand; null is a value in an array, or a key beyond the
   * limit.
   */
  private nested(key: Key | null): Key {
    if (key === null) {
      this.hasNested ||= this.isPartial;
      return nowhere;
    }
    this.hasNested = true;
    if (key.inner.length > 0 || !this.keys.isHalfFull) return key;
    this.isPartial = true;
    return nowhere;
  }

  private literal(at: number, key: Key | null): number {
    const { bytes } = this;
    let end = at;
    while (isOfNumber[bytes[end]] === 1) end++;
    if (end > at && (bytes[end] === COMMA || bytes[end] === CLOSE || bytes[end] <= 32 || bytes[end] === CLOSE_ARRAY)) {
      if (end >= this.length) return MORE;
      if (bytes[at] !== 45 && !(bytes[at] >= 48 && bytes[at] <= 57)) return BROKEN;
      if (key !== null) this.put(key, NUMBER, at, end);
      return end;
    }
    // Up to a comma, a closing bracket or blank space.
    while (bytes[end] > 32 && bytes[end] !== COMMA && bytes[end] !== CLOSE && bytes[end] !== CLOSE_ARRAY) end++;
    if (end >= this.length) return MORE;
    const word = end - at > 9 ? '' : String.fromCharCode(...bytes.subarray(at, end));
    if (word === 'true' || word === 'false') {
      if (key !== null) this.put(key, word === 'true' ? TRUE : FALSE, at, end);
      return end;
    }
    return word === 'null' || /^-?(NaN|Infinity)$/.test(word) ? end : BROKEN;
  }

  private array(at: number, key: Key | null, depth: number): number {
    const { bytes } = this;
    let place = this.space(at + 1);
    if (bytes[place] === OPEN && key !== null) {
      if (this.innerAt === 0 && !this.namesFlow()) this.innerAt = place;
      if (this.arrays.length < MOST_ARRAYS) this.arrays.push(place);
    }
    if (depth > DEEPEST) return BROKEN;
    if (bytes[place] !== CLOSE_ARRAY) {
      for (;;) {
        place = this.value(place, null, depth + 1);
        if (place < 0) return place;
        place = this.space(place);
        if (bytes[place] === CLOSE_ARRAY) break;
        if (bytes[place] !== COMMA) return this.stopped(place);
        place = this.space(place + 1);
      }
    }
    if (key !== null) this.put(key, ARRAY, at, place + 1);
    return place + 1;
  }

  private escaped = false;

  /** Place of the quote that ends the text. */
  private string(start: number): number {
    const { bytes } = this;
    let at = start;
    this.escaped = false;
    for (;;) {
      const byte = bytes[at];
      if (byte === QUOTE) return at;
      if (byte < 32) return this.stopped(at);
      if (byte === BACKSLASH) {
        this.escaped = true;
        at++;
        if (bytes[at] < 32) return this.stopped(at);
      }
      at++;
    }
  }

  /** The bytes are over, or hold what cannot stand here. */
  private stopped(at: number): number {
    return at >= this.length ? MORE : BROKEN;
  }

  private space(from: number): number {
    const { bytes } = this;
    let at = from;
    if (bytes[at] > 32) return at;
    while (bytes[at] === 32 || bytes[at] === LF || bytes[at] === 13 || bytes[at] === 9)
      if (bytes[at++] === LF) this.lines++;
    return at;
  }

  private put(key: Key, kind: number, start: number, end: number): void {
    const { count } = this;
    if (count === MOST_VALUES) return;
    const { ids, kinds, starts, ends } = this.values;
    ids[count] = key.id;
    kinds[count] = kind;
    starts[count] = start;
    ends[count] = end;
    this.count = count + 1;
    this.hash = (Math.imul(this.hash, 31) + key.id) | 0;
  }

  /** Whether anything that was read up to now is what names a flow. */
  namesFlow(): boolean {
    return this.present().some(({ name }) => /(^|\.)(uid|id[._]orig_h)$/.test(name));
  }
}
