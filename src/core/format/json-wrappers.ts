const LF = 10;
const QUOTE = 34;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN = 123;
const CLOSE = 125;
/** Objects of a wrapper that are kept back before they are reported as no rows. */
const MOST_HELD = 10_000;

/** An array whose elements are read as records, or an object whose values may be records or arrays of them. */
interface Wrapper {
  readonly isArray: boolean;
  /** Line in which it begins. */
  readonly line: number;
  /** Objects and arrays that are open at the place, from the wrapper on; not counted for arrays. */
  tail: number;
  /** Lines of records directly in it that are no rows, until it is known whether others there are. */
  held: number[];
  /** Whether a record directly in it was a row of a log, and whether one anywhere in it was. */
  hasOwnRows: boolean;
  hasRows: boolean;
}

/**
 * The arrays and objects around the records of a JSON text. Of an object that is no record, every value that is an
 * object and every array of objects is read: `{"meta": [..], "data": [..]}`, `{"0": {..}, "1": {..}}`, `{"sensor1":
 * {"conn": [..]}, ..}`. What is no row there is counted where others beside it are rows; else it is taken for something
 * about the rows, such as `meta`.
 */
export class JsonWrappers {
  /** Line ends that the last `stepOver` passed. */
  lines = 0;
  /** Whether the last `stepOver` ended at an object that is to be read as a record. */
  isAtRecord = false;
  private readonly onNoRow: (line: number) => void;
  /** From the outermost to the innermost. */
  private readonly open: Wrapper[] = [];
  private isAfterBracket = false;
  private inText = false;
  private isEscaped = false;

  /** `onNoRow` is called with the line of each object that is no row of a log. */
  constructor(onNoRow: (line: number) => void) {
    this.onNoRow = onNoRow;
  }

  /** Whether the next bytes are records, in an array. */
  get isInArray(): boolean {
    return this.open.at(-1)?.isArray === true;
  }

  /** Whether the next bytes are those of an object around records. */
  get isPassing(): boolean {
    return this.open.at(-1)?.isArray === false;
  }

  get isInside(): boolean {
    return this.open.length > 0;
  }

  /** Whether an object around records is open, however deep the next bytes are in it. */
  get isInObject(): boolean {
    return this.open.some(({ isArray }) => !isArray);
  }

  /** An array of records begins, outside of any object. */
  enterArray(line: number): void {
    this.open.push({ isArray: true, line, tail: 0, held: [], hasOwnRows: true, hasRows: false });
  }

  /** An object begins that is not a record itself. */
  enterObject(line: number): void {
    this.open.push({ isArray: false, line, tail: 1, held: [], hasOwnRows: false, hasRows: false });
    this.isAfterBracket = false;
  }

  /** A record was a row of a log. */
  row(): void {
    const { open } = this;
    for (let i = open.length - 1; i >= 0 && !open[i].hasRows; i--) open[i].hasRows = true;
    const innermost = open.at(-1);
    if (innermost === undefined) return;
    innermost.hasOwnRows = true;
    if (innermost.held.length > 0) this.report(innermost);
  }

  /** A record was none: reported at once, or when others beside it turn out to be rows. */
  noRow(line: number): void {
    const innermost = this.open.at(-1);
    if (innermost?.hasOwnRows === false && innermost.held.length < MOST_HELD) innermost.held.push(line);
    else this.onNoRow(line);
  }

  /** The innermost array or object ends. An object without a row of a log counts as one malformed record. */
  leave(): void {
    const left = this.open.pop();
    if (left === undefined) return;
    if (left.hasOwnRows || (left.isArray && left.hasRows)) this.report(left);
    if (!left.isArray && !left.hasRows) this.noRow(left.line);
  }

  /** The text ends, and so does all that is open. */
  end(): void {
    while (this.isInside) this.leave();
  }

  /** Steps through an object around records: up to the next object in it, or to the place behind its end. */
  stepOver(buffer: Uint8Array, from: number, length: number): number {
    const wrapper = this.open[this.open.length - 1];
    this.lines = 0;
    this.isAtRecord = false;
    for (let at = from; at < length; at++) {
      const byte = buffer[at];
      if (byte === LF) this.lines++;
      if (this.inText) this.passText(byte);
      else if (byte === OPEN) {
        if (this.isAfterBracket) this.enterInnerArray(wrapper);
        this.isAfterBracket = false;
        this.isAtRecord = true;
        return at;
      } else if (byte > 32) {
        this.isAfterBracket = byte === OPEN_ARRAY;
        if (byte === QUOTE) this.inText = true;
        else if (byte === OPEN_ARRAY) wrapper.tail++;
        else if ((byte === CLOSE || byte === CLOSE_ARRAY) && --wrapper.tail === 0) {
          this.leave();
          return at + 1;
        }
      }
    }
    return length;
  }

  /** The bracket that was passed last belongs to an array of objects. */
  private enterInnerArray(outer: Wrapper): void {
    outer.tail--;
    this.open.push({ isArray: true, line: outer.line, tail: 0, held: [], hasOwnRows: false, hasRows: false });
  }

  private passText(byte: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === BACKSLASH) this.isEscaped = true;
    else if (byte === QUOTE) this.inText = false;
  }

  private report(wrapper: Wrapper): void {
    for (const line of wrapper.held) this.onNoRow(line);
    wrapper.held = [];
  }
}
