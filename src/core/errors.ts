/** Why a file or a request as a whole failed. The sentence for each, and what to do next, is in `ui/messages.ts`. */
export type LogErrorCode =
  | 'empty' // a file of 0 bytes, or a log with a header and no rows
  | 'no-rows' // there were rows and every one of them had to be skipped
  | 'mostly-skipped' // more than half of the rows had to be skipped, and the user did not ask for the others
  | 'no-log' // a drop without any file that could be a log
  | 'not-a-zeek-log'
  | 'other-log' // a Zeek log, but not a conn.log
  | 'missing-field'
  | 'ambiguous-column' // its numbers or dates can be read in two ways
  | 'bad-header'
  | 'late-header' // it names the columns of rows that were read without it
  | 'damaged-gzip'
  | 'damaged-zstd'
  | 'damaged-parquet' // or one that cannot be read for another reason: `why`
  | 'damaged-archive' // it, or a file in it, could not be unpacked as it was packed: `why`
  | 'packed-too-deep' // an archive in archives, or compressed again and again: `times`
  | 'unpacks-too-large' // a small file that becomes a large one: the user is asked first
  | 'too-many-files' // an archive with a great many files: the user is asked first
  | 'unreadable' // the browser could not read the file (moved, changed, no permission)
  | 'cut-short' // reading ended before the file did: it became shorter, or could not be read on
  | 'changed' // the file is not what it was when it was read
  | 'out-of-memory'
  | 'engine-lost' // the worker ended, or does not answer
  | 'not-loaded' // a file of the page could not be fetched: `why`
  | 'not-a-baseline' // a file that is no saved model, or one that is damaged: `why`
  | 'newer-baseline' // a saved model of a later version of the format
  | 'baseline-first' // a saved model, where a log is needed to begin with
  | 'baseline-misfit' // the log lacks a field that the model reads
  | 'flat-baseline' // flows that do not differ: there is nothing to learn
  | 'bad-request';

/** Facts for the sentence, by name. */
export type LogErrorDetail = Readonly<Record<string, string | number>>;

/** Why something failed, as plain data. */
export interface Problem {
  readonly code: LogErrorCode;
  readonly detail: LogErrorDetail;
}

/** A file or a request that failed for a reason the user can act on. A bad line is not one: it is counted. */
export class LogError extends Error {
  readonly code: LogErrorCode;
  readonly detail: LogErrorDetail;
  /** One a file, when several files failed together. */
  readonly causes: readonly Problem[];

  constructor(code: LogErrorCode, detail: LogErrorDetail = {}, causes: readonly Problem[] = []) {
    super(`${code} ${JSON.stringify(detail)}`);
    this.name = 'LogError';
    this.code = code;
    this.detail = detail;
    this.causes = causes;
  }
}
