import type { CategoryColumn } from './category-column.ts';
import type { LineStarts } from './line-starts.ts';
import type { NumberColumn } from './number-column.ts';
import type { Represented } from './represented.ts';

/** All flows of a run: columns by field name, and for each row where its line stands. */
export interface Table {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** Place of each row's line in its file's text, in bytes. */
  readonly lineStarts: Pick<LineStarts, 'at'>;
  /** Place of each row among the accepted rows of its file; null when the table has all of them. */
  readonly placesInFiles: Float64Array | null;
  /** What each row stands for when it stands for several flows; null when each row is one flow. */
  readonly represents: Represented | null;
  /** Stretches of rows that share a file and a header, in row order. */
  readonly sections: readonly Section[];
}
export type Column = NumberColumn | CategoryColumn;

/** How the lines of some rows are to be cut into cells. */
export interface Section {
  /** First row of the table that belongs to it. */
  readonly first: number;
  readonly file: number;
  readonly layout: Layout;
}
export interface Layout {
  readonly separator: Uint8Array;
  readonly setSeparator: Uint8Array;
  readonly empty: Uint8Array;
  readonly unset: Uint8Array;
  /** `#path`, empty when absent. */
  readonly path: string;
  readonly fields: readonly string[];
  /** One a field; empty string when the log does not say. */
  readonly types: readonly string[];
  /** Fields whose cells are nanoseconds where Zeek's are seconds; none unless given. */
  readonly inNanoseconds?: readonly string[];
  /** How records are found in the text again. */
  readonly records: RecordForm;
}

/** Reads single records again. */
export interface RecordForm {
  /** Where the record that begins at `start` ends, without its line end; `limit` is a place by which it has ended. */
  end(bytes: Uint8Array, start: number, limit: number): number;
  /**
   * Cells of the record `bytes[start..end)`, as in a FieldBlock: cell f is `bytes[starts[f]..starts[f + 1] -
   * separator.length)` of what comes out, written as Zeek writes them.
   */
  cut(bytes: Uint8Array, start: number, end: number, layout: Layout): CutRecord;
  /**
   * Of `count` records, of which record i is somewhere in `bytes[starts[i]..starts[i + 1])`, writes begin and end of
   * one cell to `places`; where a cell is as Zeek writes it.
   */
  findAll?(
    bytes: Uint8Array,
    starts: Uint32Array,
    count: number,
    field: number,
    layout: Layout,
    places: Uint32Array,
  ): void;
}
export interface CutRecord {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

/** Byte offset of a row's line in its file's text. */
export function lineStart(table: Table, row: number): number {
  return table.lineStarts.at(row);
}

/** The section that holds a row: its file and its header. */
export function sectionOf(table: Table, row: number): Section {
  const { sections } = table;
  let low = 0;
  let high = sections.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (sections[middle].first <= row) low = middle;
    else high = middle - 1;
  }
  return sections[low];
}

/** Gives the place of a row among the accepted rows of its file, from 0. */
export function rowInFile(table: Table, files: number): (row: number) => number {
  const { placesInFiles } = table;
  if (placesInFiles !== null) return (row) => placesInFiles[row];
  const starts = fileStarts(table, files);
  return (row) => row - starts[sectionOf(table, row).file];
}

/** First row of each file that has rows, by file index; a file without rows has the next file's. */
export function fileStarts(table: Table, files: number): Uint32Array {
  const starts = new Uint32Array(files + 1).fill(table.rows);
  for (let s = table.sections.length - 1; s >= 0; s--) {
    const { file, first } = table.sections[s];
    starts[file] = first;
  }
  for (let file = files - 1; file >= 0; file--) starts[file] = Math.min(starts[file], starts[file + 1]);
  return starts;
}
