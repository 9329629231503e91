import { addClause, type Clause, clauseOf, predicateOf } from './clauses.ts';
import type { FilterSchema } from './filter-names.ts';
import { leafOf } from './leaves/index.ts';
import { parse } from './parse.ts';
import { isParseError, type ParseError } from './parse-error.ts';
import { leavesIn, type Predicate } from './predicate.ts';
import { print } from './print.ts';

/** Begins the line of a suppression that is turned off. To other readers it is a comment. */
const OFF = '#off ';

/**
 * The suppressions as text: a line per filter, with the reason behind `#`.
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

/** A line that is no filter; lines are counted from 1, and places of the error are in the line. */
export interface LineError {
  readonly line: number;
  readonly error: ParseError;
}

/** The suppressions that a text holds, each once, and the lines that could not be read. Blank lines and comments (`#`) are left out. */
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

/** A filter, and what follows the first `#` that is in no quotes. */
function splitReason(line: string): readonly [filter: string, reason: string] {
  const filter = /^(?:[^#"]|"(?:[^"\\]|\\.)*"?)*/.exec(line)?.[0] ?? '';
  return [filter, line.slice(filter.length + 1).trim()];
}

/** What a link says of the selection. */
export interface LinkFilter {
  readonly filter: string;
  /** Clauses that are on and not in the link, since they name addresses. */
  readonly leftOut: number;
}

/** The clauses that are on as one filter, for a link: those that name addresses only when they are asked for. */
export function asLink(clauses: readonly Clause[], withAddresses = false): LinkFilter {
  const on = clauses.filter(({ isOn }) => isOn).map(predicateOf);
  const kept = on.filter((predicate) => withAddresses || !namesAddress(predicate));
  return { filter: print({ op: 'all', of: kept }), leftOut: on.length - kept.length };
}

/** Whether a predicate holds an address or a part of one, of whatever field: also MAC addresses, and those in names of files. */
export function namesAddress(predicate: Predicate): boolean {
  return leavesIn(predicate).some((leaf) => leafOf(leaf).namesAddress(leaf));
}
