const LF = 10;
const QUOTE = 34;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN = 123;
const CLOSE = 125;
/** Objects of a wrapper that are kept back before they are reported as no rows. */
const MOST_HELD = 10_000;

/** An array whose elements are read as records. */
interface Wrapper {
  /** Objects and arrays that are open around the array, in the object that holds it. */
  readonly depth: number;
  /** Line in which the outermost object begins. */
  readonly line: number;
  /** Lines held back when it began. */
  readonly held: number;
  hasRows: boolean;
}

/**
 * The arrays around the records of a JSON text, and what is beside these arrays. An object may have several arrays of objects,
 * such as `meta` and `data`: those before the first with rows of a log are passed over, those after it too.
 */
export class JsonWrappers {
  /** Line ends that the last `stepOver` passed. */
  lines = 0;
  private readonly onNoRow: (line: number) => void;
  private readonly open: Wrapper[] = [];
  /** The wrapper whose remainder is stepped over, and how much is open there. */
  private passing: Wrapper | null = null;
  private tail = 0;
  private isAfterBracket = false;
  private inText = false;
  private isEscaped = false;
  /** Lines of objects that are no rows, until it is known whether their array has rows. */
  private held: number[] = [];

  /** `onNoRow` is called with the line of each object that is no row of a log. */
  constructor(onNoRow: (line: number) => void) {
    this.onNoRow = onNoRow;
  }

  /** Whether the next bytes are records, in an array. */
  get isInArray(): boolean {
    return this.open.length > 0;
  }

  /** Whether the next bytes are what follows an array. */
  get isPassing(): boolean {
    return this.passing !== null;
  }

  /** An array begins, outside of any object with `depth` 0. */
  enter(depth: number, line: number): void {
    this.open.push({ depth, line, held: this.held.length, hasRows: depth === 0 });
  }

  /** The innermost array ends. */
  leave(): void {
    const left = this.open.pop();
    if (left === undefined || left.depth === 0) return;
    this.passing = left;
    this.tail = left.depth;
    this.isAfterBracket = false;
  }

  /** A record was a row of a log. */
  row(): void {
    for (const wrapper of this.open) wrapper.hasRows = true;
    this.report();
  }

  /** A record was none: reported at once, or when its array turns out to have rows. */
  noRow(line: number): void {
    if (this.open.at(-1)?.hasRows === false && this.held.length < MOST_HELD) this.held.push(line);
    else {
      this.report();
      this.onNoRow(line);
    }
  }

  /** Reports what was held back; to be called at the end of the text. */
  report(): void {
    if (this.held.length === 0) return;
    for (const line of this.held) this.onNoRow(line);
    this.held = [];
  }

  /** Steps over what follows an array in its object. Returns the end of the object, or the first element of another array. */
  stepOver(buffer: Uint8Array, from: number, length: number): number {
    this.lines = 0;
    let at = from;
    for (; at < length && this.passing !== null; at++) {
      const byte = buffer[at];
      if (byte === LF) this.lines++;
      if (this.inText) this.passText(byte);
      else if (byte > 32) {
        if (byte === OPEN && this.isAfterBracket && this.enterNext()) return at;
        this.isAfterBracket = byte === OPEN_ARRAY;
        if (byte === QUOTE) this.inText = true;
        else if (byte === OPEN || byte === OPEN_ARRAY) this.tail++;
        else if ((byte === CLOSE || byte === CLOSE_ARRAY) && --this.tail === 0) this.close();
      }
    }
    return at;
  }

  private passText(byte: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === BACKSLASH) this.isEscaped = true;
    else if (byte === QUOTE) this.inText = false;
  }

  /** Goes into another array of the object, if none before had rows. */
  private enterNext(): boolean {
    const { passing, tail } = this;
    if (passing === null || passing.hasRows) return false;
    this.open.push({ ...passing, depth: tail - 1 });
    this.held.length = Math.min(this.held.length, passing.held);
    this.passing = null;
    return true;
  }

  /** The object ends. Without a row of a log in it, it counts as one object that is no row. */
  private close(): void {
    const { passing } = this;
    this.passing = null;
    if (passing === null || passing.hasRows) return;
    this.held.length = Math.min(this.held.length, passing.held);
    this.noRow(passing.line);
  }
}
