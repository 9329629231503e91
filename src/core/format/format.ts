import type { LogErrorDetail } from '../errors.ts';
import type { NoteCode, SkipReason } from '../report.ts';
import type { CellKernel } from '../table/cell-kernel.ts';
import type { FieldBlock } from '../table/field-block.ts';
import type { Layout } from '../table/table.ts';

/** A form that logs come in. To add one, write it in a file of its own and put it on the list in `index.ts`. */
export interface Format {
  readonly name: string;
  /** Whether it takes rows for those of a conn.log because nothing says what they are. */
  readonly isAssumed?: boolean;
  /** Whether these bytes, which begin a (decompressed) file or a line of it, are of this form. */
  readonly sniff: (head: Uint8Array) => boolean;
  /** Reads a text that begins at `start` of a file, 0 without it. `kernel` is null where WebAssembly cannot be had. */
  readonly reader: (sink: LogSink, kernel: CellKernel | null, start?: Start) => FormatReader;
}

/** A place in a file's text: bytes and line ends before it. */
export interface Start {
  readonly offset: number;
  readonly lines: number;
}

export const textStart: Start = { offset: 0, lines: 0 };

/** Bytes that a reader left to another, and where they stand. */
export interface Rest extends Start {
  /** Lent as the pushed bytes are. */
  readonly bytes: Uint8Array;
}

/** Turns blocks of text, cut anywhere, into calls of a sink. */
export interface FormatReader {
  /** The next bytes of the text; they are only looked at during the call. */
  push(bytes: Uint8Array): void;
  /**
   * The text is over; `cut` says that it ended before its time, so that a last line without a line end is not whole.
   */
  end(cut: boolean): void;
  /** Where another part of the file begins, if the last call met one (`part.ts`): nothing from there on was read. */
  takeRest(): Rest | null;
  /** What was pushed last ended a part, and the next bytes stand at `start`; what the part left open is cut. */
  moveTo(start: Start): void;
}

/** Receives the results of a reader. */
export interface LogSink {
  /** The rows that follow are laid out so. */
  begin(layout: Layout): void;
  /** Lines with the right number of cells; the block's bytes stand at `offset` in the text. The block is lent. */
  rows(block: FieldBlock, offset: number): void;
  /** A data line that is not among the rows. Lines count from 1. */
  skip(line: number, reason: SkipReason, detail: LogErrorDetail): void;
  /** A row of another log, named by its `#path`, in a file that mixes them. */
  context(path: string): void;
  /** Something that was assumed. */
  note(code: NoteCode, detail: LogErrorDetail): void;
}

/** A header with more fields is handed on as it is, and refused. */
export const MOST_FIELDS = 2000;
/** No record of a log is longer; what is, is skipped. */
export const MOST_BYTES = 8 << 20;

/** Steps over a byte order mark and blank space. */
export function skipBlank(bytes: Uint8Array, from: number): number {
  let at = from + byteOrderMark(bytes, from);
  while (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 10 || bytes[at] === 13) at++;
  return at;
}

/** Whether `bytes[from..to)` is blank space and control characters alone, behind a byte order mark or not. */
export function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from + byteOrderMark(bytes, from); at < to; at++) if (bytes[at] > 32) return false;
  return true;
}

/** Length of the byte order mark at a place, 0 where none is. Logs that were put one after another have some within. */
export function byteOrderMark(bytes: Uint8Array, at: number): number {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? 3 : 0;
}
