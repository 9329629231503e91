import { describeField } from '../../core/schema/conn.ts';
import { shownField } from '../../core/schema/host-field.ts';
import { nameOf } from '../../core/selection/filter-names.ts';
import { leafOf } from '../../core/selection/leaves/index.ts';
import type { Say } from '../../core/selection/leaves/leaf.ts';
import type { Predicate } from '../../worker/api.ts';
import { formatField } from './format.ts';

/**
 * A predicate in words for chips, captions and Undo: `src 10.0.0.5`, `not dns`, `port 445`. Fields have their short
 * names; fields with unmistakable values are not named.
 */
export function describePredicate(predicate: Predicate): string {
  const words = inWords(predicate);
  return words.length <= MOST_LETTERS ? words : `${words.slice(0, MOST_LETTERS)}…`;
}

/** Maximum length in captions and chips. */
const MOST_LETTERS = 160;

const say: Say = {
  field: (field) => nameOf(shownField(field)),
  value: describeValue,
  number: (value, field) => formatField(value, describeField(field, '')),
  ways: shortened,
};

function inWords(predicate: Predicate): string {
  switch (predicate.op) {
    case 'all':
      return predicate.of.length === 0 ? 'all flows' : predicate.of.map(describePart).join(' and ');
    case 'any':
      return predicate.of.length === 0 ? 'no flow' : shortened(predicate.of.map(describePart));
    case 'not':
      return wordsOfNot(predicate.of);
    default:
      return leafOf(predicate).words(predicate, say);
  }
}

function wordsOfNot(of: Predicate): string {
  const isList = of.op === 'all' || of.op === 'any' || of.op === 'not';
  return (isList ? undefined : leafOf(of).wordsOfNot?.(of, say)) ?? `not ${describePart(of)}`;
}

/** A value of a field in readable form. */
export function describeValue(value: string): string {
  return value === '' ? 'unset' : value;
}

/** In parentheses if the surrounding words would be ambiguous. */
function describePart(predicate: Predicate): string {
  const words = inWords(predicate);
  return hasWays(predicate) ? `(${words})` : words;
}

function hasWays(predicate: Predicate): boolean {
  if (predicate.op === 'not') return false;
  if (predicate.op === 'all' || predicate.op === 'any') return predicate.of.length > 1;
  return leafOf(predicate).hasWays?.(predicate) === true;
}

const MOST_WAYS = 6;

function shortened(ways: readonly string[]): string {
  const more = ways.length - MOST_WAYS;
  return more <= 0 ? ways.join(' or ') : `${ways.slice(0, MOST_WAYS).join(' or ')} or ${more} more`;
}
