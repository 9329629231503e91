import { byteOrderMark } from './format.ts';
import { afterGuard } from './formula-guard.ts';

const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const MINUS = 45;
const BACKSLASH = 92;
const LETTER_N = 78;
const EQUALS = 61;
const PIPE = 124;

/** Bytes that divide cells. Blanks beside a `|` belong to no cell. */
export const separators = [TAB, 44, 59, PIPE] as const;

/** The cells of one record, quotes undone where they are read. */
export class DelimitedCells {
  count = 0;
  /**
   * Whether quotes that close in their line are undone between tabs too. Zeek quotes nothing there, spreadsheets do.
   */
  quotesTabs = false;
  /** Whether something stands behind a closing quote, as in no CSV. */
  isOdd = false;
  /** The last cell that was quoted so that a spreadsheet takes it for text, empty for none. */
  quoted = '';
  /** Line ends in the record. */
  lines = 0;
  /** Where the cells of the record stand, as they are written. */
  source: Uint8Array = new Uint8Array(0);
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  private readonly isDoubled: boolean[] = [];
  readonly isQuoted: boolean[] = [];

  /** Reads the record at `at`. Returns the place after its line end, -1 when it goes on after `limit`. */
  read(bytes: Uint8Array, at: number, limit: number, separator: number, isLast: boolean): number {
    this.source = bytes;
    this.count = 0;
    this.lines = 0;
    this.isOdd = false;
    // Of several files put one after another each may begin with its mark.
    let place = at + byteOrderMark(bytes, at);
    for (;;) {
      const isQuoted =
        bytes[place] === QUOTE &&
        place < limit &&
        (separator !== TAB || (this.quotesTabs && closesInLine(bytes, place, limit)));
      let doubled = false;
      let start = place;
      let end = -1;
      if (isQuoted) {
        start = ++place;
        for (; place < limit; place++) {
          if (bytes[place] === LF) this.lines++;
          if (bytes[place] !== QUOTE) continue;
          if (bytes[place + 1] !== QUOTE || place + 1 >= limit) break;
          doubled = true;
          place++;
        }
        if (place >= limit || (place + 1 >= limit && !isLast)) return -1;
        end = place++;
        if (place < limit && bytes[place] !== separator && bytes[place] > 32) this.isOdd = true;
      }
      while (place < limit && bytes[place] !== separator && bytes[place] !== LF) place++;
      if (place >= limit && !isLast) return -1;
      if (!isQuoted) end = place > start && bytes[place - 1] === CR && bytes[place] !== separator ? place - 1 : place;
      if (separator === PIPE) {
        while (start < end && bytes[start] === SPACE) start++;
        while (end > start && bytes[end - 1] === SPACE) end--;
      }
      this.starts[this.count] = start;
      this.ends[this.count] = end;
      this.isDoubled[this.count] = doubled;
      this.isQuoted[this.count] = isQuoted;
      this.count++;
      if (place >= limit) return limit;
      if (bytes[place] === LF) {
        this.lines++;
        return place + 1;
      }
      place++;
    }
  }

  /** As `RecordForm.end`: reads the record at `start`, and returns the place of its line end. */
  endOf(bytes: Uint8Array, start: number, limit: number, separator: number): number {
    const end = this.read(bytes, start, limit, separator, true);
    const line = bytes[end - 1] === LF ? end - 1 : end;
    return line > start && bytes[line - 1] === CR ? line - 1 : line;
  }

  isEmpty(c: number): boolean {
    return this.starts[c] >= this.ends[c];
  }

  /** Empty, Zeek's own mark, or ClickHouse's `\N`. */
  isUnset(c: number): boolean {
    const start = this.starts[c];
    const length = this.ends[c] - start;
    if (length <= 0 || (length === 1 && this.source[start] === MINUS)) return true;
    return length === 2 && this.source[start] === BACKSLASH && this.source[start + 1] === LETTER_N;
  }

  /** Whether a cell's text is its bytes: no quote in it is doubled, and it has no mark for a spreadsheet. */
  isPlain(c: number): boolean {
    const first = this.source[this.starts[c]];
    return !this.isDoubled[c] && first !== APOSTROPHE && first !== EQUALS;
  }

  /** Whether a cell begins with a letter. */
  isLetter(c: number): boolean {
    const byte = this.source[this.starts[c]] | 32;
    return !this.isEmpty(c) && byte >= 97 && byte <= 122;
  }

  text(c: number): Uint8Array {
    const { bytes, start, end } = this.span(c);
    return bytes.subarray(start, end);
  }

  /** The cell's text, without the `'` that keeps a spreadsheet from taking it for a formula. */
  span(c: number): {
    readonly bytes: Uint8Array;
    readonly start: number;
    readonly end: number;
    readonly isGuarded: boolean;
  } {
    let { source: bytes } = this;
    let start = this.starts[c];
    let end = this.ends[c];
    if (this.isDoubled[c]) {
      bytes = halved(bytes, start, end);
      [start, end] = [0, bytes.length];
    }
    const from = afterGuard(bytes, start, end);
    return { bytes, start: from, end, isGuarded: from > start };
  }
}

/** Whether the quote at `at` has another before the end of the line, behind which a cell ends. */
function closesInLine(bytes: Uint8Array, at: number, limit: number): boolean {
  for (let place = at + 1; place < limit && bytes[place] !== LF; place++) {
    if (bytes[place] !== QUOTE) continue;
    if (bytes[place + 1] !== QUOTE) return place + 1 >= limit || bytes[place + 1] === TAB || bytes[place + 1] <= CR;
    place++;
  }
  return false;
}

/** The bytes with each doubled quote as one. */
function halved(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const out = new Uint8Array(end - start);
  let length = 0;
  for (let at = start; at < end; at++) {
    out[length++] = bytes[at];
    if (bytes[at] === QUOTE && bytes[at + 1] === QUOTE && at + 1 < end) at++;
  }
  return out.subarray(0, length);
}
