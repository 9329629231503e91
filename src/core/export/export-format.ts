import type { ByteWriter } from './byte-writer.ts';

/** A form that flows leave in. To add one, write it in a file of its own and put it on the list in `index.ts`. */
export interface ExportFormat {
  readonly id: string;
  readonly mime: string;
  readonly head: (out: ByteWriter, columns: readonly ExportColumn[]) => void;
  readonly row: (out: ByteWriter, columns: readonly ExportColumn[], row: ExportRow) => void;
}

/** A field of the logs, with the type that the log (or, failing that, our schema) gives it. */
export interface ExportColumn {
  readonly name: string;
  readonly type: string;
}

/** A flow on its way out: what Oddflow says of it, and the cells of its line as they stand in the log. */
export interface ExportRow {
  readonly rank: number;
  readonly row: number;
  readonly file: string;
  readonly score: number;
  readonly anomaly: boolean;
  readonly bytes: Uint8Array;
  /** One a column: where its cell begins and ends in `bytes`; an unset cell, or a field that this log lacks, is -1. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The marks of this row's log, which may differ from Zeek's own. */
  readonly setSeparator: Uint8Array;
  readonly empty: Uint8Array;
}
