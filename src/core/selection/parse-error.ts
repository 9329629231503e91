import type { Predicate } from './predicate.ts';

/** What is wrong with a filter, with the facts for the sentence in `detail`. */
export type ParseErrorCode =
  | 'unknown-field' // `guess` when a known name is near
  | 'absent-field' // a name that we know, of a field that this log does not have
  | 'missing-value'
  | 'wrong-value' // `kind` says what was expected
  | 'wrong-block' // an address and a length that is none
  | 'wrong-percentile'
  | 'bare-percentile' // one without a comparison
  | 'wrong-range' // `..` after `<`, or after nothing
  | 'not-comparable' // a comparison of a field of texts
  | 'unknown-preset'
  | 'missing-term' // nothing follows `and`, `or`, `not` or `-`, or nothing stands before
  | 'open-quote'
  | 'open-group'
  | 'stray-group'
  | 'too-deep';

/** Why a text is no filter, and which part of it. Plain data; the sentences are in `ui/filter/query-messages.ts`. */
export interface ParseError {
  /** The part of the text that is wrong: from `at` to `end`. */
  readonly at: number;
  readonly end: number;
  readonly code: ParseErrorCode;
  readonly detail: Readonly<Record<string, string>>;
}

export function isParseError(result: Predicate | ParseError): result is ParseError {
  return 'code' in result;
}

/** How the parser leaves its rules. */
export class ParseFailure extends Error {
  readonly error: ParseError;
  constructor(error: ParseError) {
    super(error.code);
    this.error = error;
  }
}
