import type { ByteWriter } from './byte-writer.ts';

/** A form that flows leave in. To add one, write it in a file of its own and put it on the list in `index.ts`. */
export interface ExportFormat {
  readonly id: string;
  readonly mime: string;
  /** Writes what stands before the first flow, and gives back how to write a flow. */
  readonly begin: (out: ByteWriter, columns: readonly ExportColumn[]) => (row: ExportRow) => void;
}

/** A field of the logs, with the type that the log (or, failing that, our schema) gives it. */
export interface ExportColumn {
  readonly name: string;
  readonly type: string;
}

/** A flow for export: Oddflow's values, and the cells of its line with Zeek's usual marks. */
export interface ExportRow {
  readonly rank: number;
  readonly row: number;
  readonly file: string;
  readonly score: number;
  readonly anomaly: boolean;
  readonly bytes: Uint8Array;
  /**
   * One per column: where its cell begins and ends in `bytes`; an unset cell, or a field that this log lacks, is -1.
   */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}
