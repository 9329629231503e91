import type { LogErrorDetail, Problem } from './errors.ts';

export type { Problem } from './errors.ts';

/** What reading found in one file. */
export interface FileReport {
  /** Path inside the dropped folder, or the file's name. */
  readonly path: string;
  readonly bytes: number;
  /** Form of the log, such as `JSON`, empty when it was not recognised; and how it was compressed. */
  readonly format: string;
  readonly compression: 'plain' | 'gzip' | 'zstd' | 'zip';
  readonly flows: number;
  readonly skipped: number;
  readonly context: number;
  /** Those rows by the log they are of. */
  readonly contexts: readonly { readonly log: string; readonly rows: number }[];
  /** Flows that were taken although an earlier row of the run had their uid; counted when the run has several files. */
  readonly repeated: number;
  /** `#path` of the log, empty when it has none or is no Zeek log. */
  readonly log: string;
  /** How many lines were skipped for each reason and field, the most first. */
  readonly skippedBy: readonly SkipCount[];
  /** The first skipped lines of each reason and field, at most 20 of each, in their order; `line` counts from 1. */
  readonly skips: readonly Skip[];
  /** Why the file was refused or is incomplete; rows before the damage are kept. */
  readonly problem: Problem | null;
  readonly notes: readonly Note[];
}

export type SkipReason =
  | 'too-few-fields'
  | 'too-many-fields'
  | 'not-a-number'
  | 'cut-line'
  | 'no-header'
  | 'not-json' // a line that is no object
  | 'no-flow' // an object that is no row of a Zeek log
  | 'no-endpoints' // a row that names no host, no port and no protocol, such as one of totals
  | 'too-long' // more than 8 MB without an end
  | 'not-a-record' // before the first record
  | 'tabs-lost' // cells that cannot be separated, because tabs became blanks
  | 'repeated'; // its uid was in an earlier file
export interface Skip {
  readonly line: number;
  readonly reason: SkipReason;
  /** The field and its text for `not-a-number`, else the number of cells found and wanted. */
  readonly detail: LogErrorDetail;
}
/** Skipped lines that have the reason and the field in common. */
export interface SkipCount {
  readonly reason: SkipReason;
  /** The field whose cell could not be read; empty when the reason is about the whole line. */
  readonly field: string;
  readonly lines: number;
  /** The first of these lines, as an example. */
  readonly first: Skip;
}
/** Something the user should know that stopped nothing. Worded in `words/note-words.ts`. */
export interface Note {
  readonly code: NoteCode;
  readonly detail: LogErrorDetail;
}
export type NoteCode =
  | 'not-utf8' // labels with bytes that are not UTF-8, shown with U+FFFD
  | 'header-changed' // the log's header is repeated with other fields
  | 'not-numbers' // cells of a field that no score needs that should be numbers: unset
  | 'several-values' // cells of `fields` that hold several texts where Zeek has one: unset
  | 'understood' // numbers that are written in another way than Zeek's: how, with an example
  | 'lacks-fields' // no column for fields that identify a flow by time and hosts
  | 'odd-times' // times of years that no log of Zeek's can be of
  | 'converted-units' // durations in nanoseconds became seconds
  | 'unclosed-array' // an array of JSON that the file ends in: rows are missing
  | 'utf-16' // the text was written in UTF-16
  | 'cr-lines' // its lines end in CR alone
  | 'headerless' // fields assumed by their number
  | 'behind-prefix' // rows behind what grep or a shipper put before them on the line: `prefix`
  | 'escaped-tabs' // tabs are written as `mark`
  | 'spreadsheet-cells' // cells that a spreadsheet was to take for text, such as `="32"`: `text`
  | 'tabs-lost' // cells divided by blanks, where the header says tabs
  | 'several-logs' // `head` or `tail` over several files: `logs`
  | 'zone-assumed' // dates without a zone, read as UTC
  | 'never-present' // fields that no record has: unset throughout
  | 'types-missing' // no #types line, types taken from the schema
  | 'constant-feature' // dropped before the fit; PyOD itself may report no anomalies then
  | 'degenerate' // the last component's variance is a rounding error: score is sqrt(|z|^2 + 1)
  | 'field-unset' // a field that Behaviour looks at is unset throughout
  | 'fitted-on-sample' // too many flows to compare each with all others
  | 'nothing-to-compare' // one row, or every feature constant: every score is 0
  | 'findings-without-baseline' // scores by a model of Behaviour, which findings do not use
  | 'baseline-differs' // the log is unlike the flows that the scores' model was fitted to: `verdict`, `outside`
  | 'sign-undecided'; // two rows nearly decide a component's sign
