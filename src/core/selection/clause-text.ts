import { addClause, type Clause, clauseOf, hidesFlows, predicateOf } from './clauses.ts';
import type { FilterSchema } from './filter-names.ts';
import { leafOf } from './leaves/index.ts';
import { parse } from './parse.ts';
import { isParseError, type ParseError } from './parse-error.ts';
import { fieldsOf, leavesIn, type Predicate } from './predicate.ts';
import { print } from './print.ts';

/** Prefix of a suppression that is turned off. Other readers take the line for a comment. */
const OFF = '#off ';

/**
 * Suppressions as text: one filter per line, with its reason after `#`.
 *
 *     src:10.0.0.5 port:53 # our resolver
 *     #off service:ntp
 */
export function suppressionsAsText(clauses: readonly Clause[]): string {
  return clauses
    .filter(({ source }) => source === 'suppress')
    .map(({ predicate, isOn, reason }) => {
      const why = reason?.replace(/\s+/g, ' ').trim() ?? '';
      return `${isOn ? '' : OFF}${print(predicate) || '()'}${why === '' ? '' : ` # ${why}`}\n`;
    })
    .join('');
}

/** A line that is not a filter. `line` counts from 1; the positions of the error count within the line. */
export interface LineError {
  readonly line: number;
  readonly error: ParseError;
}

/**
 * Reads suppressions from text: the distinct clauses, and the lines that are not filters. Skips blank lines and
 * comments (`#`).
 */
export function suppressionsFromText(
  text: string,
  schema: FilterSchema,
): { readonly clauses: readonly Clause[]; readonly errors: readonly LineError[] } {
  let clauses: readonly Clause[] = [];
  const errors: LineError[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    const isOn = !line.startsWith(OFF);
    const start = isOn ? 0 : OFF.length;
    const [filter, reason] = splitReason(line.slice(start));
    if (filter.trim() === '') return;
    const found = parse(filter, schema);
    if (isParseError(found)) {
      const error = { ...found, at: found.at + start, end: found.end + start };
      errors.push({ line: i + 1, error });
    } else {
      const why = reason === '' ? {} : { reason };
      clauses = addClause(clauses, clauseOf('suppress', found, print(found), { isOn, ...why }));
    }
  });
  return { clauses, errors };
}

/** Splits a line at the first `#` outside quotes. */
function splitReason(line: string): readonly [filter: string, reason: string] {
  const filter = /^(?:[^#"]|"(?:[^"\\]|\\.)*"?)*/.exec(line)?.[0] ?? '';
  return [filter, line.slice(filter.length + 1).trim()];
}

/** The selection as a link holds it. */
export interface LinkFilter {
  /** The clauses except suppressions. */
  readonly filter: string;
  /** The suppressions as text, with their reasons. */
  readonly suppressions: string;
  /** Number of clauses that are on but not in the link, or without their reason, because they contain addresses. */
  readonly leftOut: number;
}

/**
 * The clauses that are on, as text for a link. Clauses that contain an address, or the name of a file, and reasons that
 * contain an address are included only with `withAddresses`.
 */
export function asLink(clauses: readonly Clause[], withAddresses = false): LinkFilter {
  const on = clauses.filter(({ isOn }) => isOn);
  const kept = on.filter(({ predicate }) => withAddresses || !(namesAddress(predicate) || namesFile(predicate)));
  const isSuppression = (clause: Clause) => clause.source === 'suppress' && hidesFlows(clause);
  const hidden = kept.filter(isSuppression);
  const isSecret = ({ reason = '' }: Clause) => !withAddresses && namesAddress({ op: 'text', text: reason });
  const isBare = (clause: Clause) => isSecret(clause) || clause.reason === FROM_LINK;
  return {
    filter: print({ op: 'all', of: kept.filter((clause) => !isSuppression(clause)).map(predicateOf) }),
    suppressions: suppressionsAsText(hidden.map((clause) => (isBare(clause) ? { ...clause, reason: '' } : clause))),
    leftOut: on.length - kept.length + hidden.filter(isSecret).length,
  };
}

/** Reason of a suppression that a link has without one. Links do not repeat it. */
const FROM_LINK = 'From a link';

/** The suppressions of a link, or the first error in them. */
export function suppressionsOfLink(text: string, schema: FilterSchema): readonly Clause[] | LineError {
  const { clauses, errors } = suppressionsFromText(text, schema);
  return errors[0] ?? clauses.map((clause) => ({ reason: FROM_LINK, ...clause }));
}

/** The clauses of a link's filter, one per term, or the error in it. */
export function clausesOfLink(filter: string, schema: FilterSchema): readonly Clause[] | ParseError {
  const found = parse(filter, schema);
  if (isParseError(found)) return found;
  const terms = found.op === 'all' ? found.of : [found];
  return terms.reduce<readonly Clause[]>((all, term) => addClause(all, clauseOf('link', term, print(term))), []);
}

function namesFile(predicate: Predicate): boolean {
  return fieldsOf([predicate]).includes('file');
}

/**
 * Whether a predicate contains an address or a fragment of one in any field. MAC addresses and addresses in file names
 * count.
 */
export function namesAddress(predicate: Predicate): boolean {
  return leavesIn(predicate).some((leaf) => leafOf(leaf).namesAddress(leaf));
}
