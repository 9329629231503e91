import type { LogErrorDetail } from '../errors.ts';
import type { NoteCode, SkipReason } from '../report.ts';
import type { CellKernel } from '../table/cell-kernel.ts';
import type { FieldBlock } from '../table/field-block.ts';
import type { Layout } from '../table/table.ts';

/** A form that logs come in. To add one, write it in a file of its own and put it on the list in `index.ts`. */
export interface Format {
  readonly name: string;
  /** Whether the first bytes of a (decompressed) file are of this form. */
  readonly sniff: (head: Uint8Array) => boolean;
  /** `kernel` is null where WebAssembly cannot be had. */
  readonly reader: (sink: LogSink, kernel: CellKernel | null) => FormatReader;
}

/** Turns blocks of text, cut anywhere, into calls of a sink. */
export interface FormatReader {
  /** The next bytes of the text; they are only looked at during the call. */
  push(bytes: Uint8Array): void;
  /** The text is over; `cut` says that it ended before its time, so that a last line without a line end is not whole. */
  end(cut: boolean): void;
}

/** Who hears what a reader found. */
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

/** No record of a log is longer; what is, is skipped. */
export const MOST_BYTES = 8 << 20;

/** Steps over a byte order mark and blank space. */
export function skipBlank(bytes: Uint8Array, from: number): number {
  let at = from;
  if (at === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
  while (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 10 || bytes[at] === 13) at++;
  return at;
}
