/** Error codes for a whole file or request. `words/messages.ts` has the sentence for each, with the next step. */
export type LogErrorCode =
  | 'empty' // a file of 0 bytes, or a log with a header and no rows
  | 'no-rows' // every row was skipped
  | 'mostly-skipped' // more than half of the rows were skipped, and the user did not ask for the rest
  | 'no-log' // a drop without any file that could be a log
  | 'not-a-zeek-log'
  | 'other-log' // a Zeek log, but not a conn.log
  | 'missing-field'
  | 'ambiguous-column' // its numbers or dates have two readings
  | 'bad-header'
  | 'late-header' // a header after the first rows
  | 'damaged-gzip'
  | 'damaged-zstd'
  | 'damaged-parquet' // damaged or unsupported: `why`
  | 'damaged-archive' // an archive, or a file in it, cannot be unpacked: `why`
  | 'packed-too-deep' // nested archives or repeated compression: `times`
  | 'unpacks-too-large' // a small file that unpacks to a large one: needs the user's consent
  | 'too-many-files' // an archive with very many files: needs the user's consent
  | 'unreadable' // the browser could not read the file (moved, changed, no permission)
  | 'cut-short' // reading stopped before the end: the file became shorter, or a read failed
  | 'changed' // the file changed since it was read
  | 'out-of-memory'
  | 'engine-lost' // the worker ended or does not respond
  | 'not-loaded' // a file of the page could not be fetched: `why`
  | 'not-a-baseline' // not a saved model, or a damaged one: `why`
  | 'newer-baseline' // a saved model of a later version of the format
  | 'not-a-state' // not a saved state of following a log
  | 'baseline-first' // a saved model was opened before a log
  | 'scores-whole-logs' // a model of Behaviour or Combined where flows are scored one by one: `detector`
  | 'baseline-misfit' // the log lacks a field that the model reads
  | 'not-moments' // not the result of a script that fits in a database, or a damaged one: `why`
  | 'newer-moments' // a result of a later version of the format
  | 'half-moments' // the result of the first script alone, for a detector whose scores depend on signs
  | 'no-conn-log' // a folder to follow without a conn.log: `folder`
  | 'bad-table' // no name of a table in a database: `table`
  | 'flat-baseline' // all flows are equal: no model can be fitted
  | 'wrong-link-filter' // the filter of a link is not one for this log: `filter`, `why`
  | 'unknown-finding' // a filter names a finding that the run does not have: `id`
  | 'refused-filters' // filters that do not apply to this log: `places` in the query, with one cause each
  | 'bad-request';

/** Facts for the sentence, by name. */
export type LogErrorDetail = Readonly<Record<string, string | number>>;

/** An error as plain data. */
export interface Problem {
  readonly code: LogErrorCode;
  readonly detail: LogErrorDetail;
}

/** A file or request that failed for a reason the user can act on. A malformed line is not an error: it is counted. */
export class LogError extends Error {
  readonly code: LogErrorCode;
  readonly detail: LogErrorDetail;
  /** One per file, if several files failed together. */
  readonly causes: readonly Problem[];

  constructor(code: LogErrorCode, detail: LogErrorDetail = {}, causes: readonly Problem[] = []) {
    super(`${code} ${JSON.stringify(detail)}`);
    this.name = 'LogError';
    this.code = code;
    this.detail = detail;
    this.causes = causes;
  }
}
