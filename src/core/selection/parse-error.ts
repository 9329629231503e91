import type { Predicate } from './predicate.ts';

/** Error codes of the filter parser. `detail` holds the facts for the sentence. */
export type ParseErrorCode =
  | 'unknown-field' // `guess` is the nearest known name
  | 'absent-field' // a known field that this log lacks
  | 'missing-value'
  | 'wrong-value' // `kind` is the expected kind of value
  | 'wrong-address' // a text in the form of an address that is not one
  | 'wrong-block' // an invalid prefix length
  | 'wrong-percentile'
  | 'bare-percentile' // a percentile without a comparison
  | 'bare-multiple' // a multiple of the threshold without a comparison
  | 'wrong-range' // `..` after `<`, or without a first limit
  | 'dashed-range' // `22-80`: `range` is the right text
  | 'reversed-range' // the first limit is larger: `range` is the right text
  | 'not-comparable' // a comparison of a text field
  | 'unknown-preset'
  | 'unknown-finding' // `hasAny` is empty if the log has no finding
  | 'missing-term' // `and`, `or`, `not` or `-` lacks a term
  | 'open-quote'
  | 'open-group'
  | 'stray-group'
  | 'too-deep';

/** Why a text is not a filter. Plain data; the sentences are in `ui/filter/query-messages.ts`. */
export interface ParseError {
  /** The wrong text is from `at` up to `end`, in UTF-16 units. */
  readonly at: number;
  readonly end: number;
  readonly code: ParseErrorCode;
  readonly detail: Readonly<Record<string, string>>;
}

/** Whether `parse` returned an error. */
export function isParseError(result: Predicate | ParseError): result is ParseError {
  return 'code' in result;
}

/** Thrown by the grammar rules and caught in `parse`. */
export class ParseFailure extends Error {
  readonly error: ParseError;
  constructor(error: ParseError) {
    super(error.code);
    this.error = error;
  }
}
