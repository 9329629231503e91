import { labelFieldOf } from '../../core/schema/label-fields.ts';
import { complete, type Typing } from '../../core/selection/complete.ts';
import { type FilterSchema, namesIn, termNames } from '../../core/selection/filter-names.ts';
import { kindOf, ownKind } from '../../core/selection/value-kinds.ts';
import type { FacetValue } from '../../worker/api.ts';
import { describeValue } from '../parts/describe-predicate.ts';
import { countOf } from '../parts/format.ts';

/** A suggestion that can replace the typed text. */
export interface Suggestion {
  /** The shown text, unique among the suggestions. */
  readonly text: string;
  /** Its meaning, or its number of flows. */
  readonly detail: string;
  /** The filter with the suggestion, and the caret in it. */
  readonly result: { readonly text: string; readonly caret: number };
  /** Whether the same term can continue after it. */
  readonly isOpen: boolean;
}

/** Maximum number of suggestions below the box. */
const MOST = 10;

/** Matching field names: those that begin with the typed text, then those that contain it. */
export function suggestNames(text: string, typing: Typing, schema: FilterSchema): readonly Suggestion[] {
  const names = byPrefix(namesIn(schema), ({ name }) => name, typing.prefix);
  return names.slice(0, MOST).map(({ name, field, meaning }) => ({
    text: `${name}:`,
    detail: meaning || field,
    result: complete(text, typing, name),
    isOpen: true,
  }));
}

/**
 * Matching values of the field. `counted` are the log's values that contain the typed text. Operators come first while
 * nothing is typed.
 */
export function suggestValues(
  text: string,
  typing: Typing,
  schema: FilterSchema,
  counted: readonly FacetValue[],
): readonly Suggestion[] {
  const own = termNames().find(({ name }) => name === typing.field);
  if (own !== undefined) {
    return byPrefix(own.words, ({ id }) => id, typing.prefix).map(({ id, label }) =>
      valueSuggestion(text, typing, id, label),
    );
  }
  const values = byPrefix(counted, ({ value }) => value, typing.prefix)
    .slice(0, MOST)
    .map(({ value, flows }) => valueSuggestion(text, typing, value, countOf(flows, 'flow')));
  return [...(typing.prefix === '' ? suggestOperators(text, typing, schema) : []), ...values];
}

/** The field whose values are counted. Null if the log has no column for it. */
export function countedField({ kind, field }: Typing, { fields }: FilterSchema): string | null {
  if (kind === 'name' || field === null) return null;
  const names = new Set(fields.map(({ name }) => name));
  if (names.has(field) || field === 'file') return field;
  if (field === 'label') return labelFieldOf(names);
  return field === 'host' && names.has('id.orig_h') ? 'id.orig_h' : null;
}

function valueSuggestion(text: string, typing: Typing, value: string, detail: string): Suggestion {
  return { text: describeValue(value), detail, result: complete(text, typing, value), isOpen: false };
}

const ofNumbers: readonly (readonly [operator: string, meaning: string])[] = [
  ['>', 'more than'],
  ['<', 'less than'],
  ['>=p99', 'the highest 1 % of this log'],
];

/** Operators before a number, and words that replace a value. */
function suggestOperators(text: string, typing: Typing, { fields }: FilterSchema): readonly Suggestion[] {
  const { field, at, end } = typing;
  const column = fields.find(({ name }) => name === field);
  const kind = column === undefined ? ownKind(field ?? '') : kindOf(column);
  if (kind === undefined || !/:$/.test(text.slice(0, at))) return [];
  const isNumber = kind !== 'text' && kind !== 'address' && kind !== 'words';
  const operators = [
    ...(isNumber ? ofNumbers : []),
    ...(column === undefined ? [] : ([['*', 'any value: it is set']] as const)),
  ];
  return operators.map(([operator, meaning]) => ({
    text: operator,
    detail: meaning,
    result: { text: text.slice(0, at) + operator + text.slice(end), caret: at + operator.length },
    isOpen: operator.length === 1 && operator !== '*',
  }));
}

function byPrefix<Item>(items: readonly Item[], textOf: (item: Item) => string, prefix: string): readonly Item[] {
  const wanted = prefix.toLowerCase();
  const begins = (item: Item) => textOf(item).toLowerCase().startsWith(wanted);
  const contains = (item: Item) => textOf(item).toLowerCase().includes(wanted);
  return [...items.filter(begins), ...items.filter((item) => !begins(item) && contains(item))];
}
