import { labelFieldOf } from '../../core/schema/label-fields.ts';
import { complete, type Typing } from '../../core/selection/complete.ts';
import { type FilterSchema, type FindingName, namesIn, termNames } from '../../core/selection/filter-names.ts';
import type { ValueKind } from '../../core/selection/value-kinds.ts';
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
 * nothing is typed. After a comparison there are only limits: a flow's value would not say what the comparison selects.
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
  if (typing.field === 'finding' && schema.findings !== undefined) {
    return findingsBy(typing.prefix, schema.findings).map(({ id, title, flows }) =>
      valueSuggestion(text, typing, id, `${title}, ${countOf(flows, 'flow')}`),
    );
  }
  if (typing.sign !== '') return limitsAfter(typing).map((limit) => written(text, typing, limit));
  const end = typing.field === 'host' ? ' as source' : '';
  const values = byPrefix(counted, ({ value }) => value, typing.prefix)
    .slice(0, MOST)
    .map(({ value, flows }) => valueSuggestion(text, typing, value, `${countOf(flows, 'flow')}${end}`));
  return [...(typing.prefix === '' ? operatorsOf(text, typing, schema) : []), ...values];
}

/** The findings whose id or title contains the typed text. The list has its own order, strongest first. */
function findingsBy(prefix: string, findings: readonly FindingName[]): readonly FindingName[] {
  return byPrefix(findings, ({ id, title }) => `${id} ${title}`, prefix).slice(0, MOST);
}

/** The field whose values are counted. Null if no suggestion needs them or the log has no column for it. */
export function countedField({ kind, field, values, sign }: Typing, { fields }: FilterSchema): string | null {
  // Nearly every flow has its own time.
  if (kind === 'name' || field === null || sign !== '' || values === 'time') return null;
  const names = new Set(fields.map(({ name }) => name));
  if (names.has(field) || field === 'file') return field;
  if (field === 'label') return labelFieldOf(names);
  return field === 'host' && names.has('id.orig_h') ? 'id.orig_h' : null;
}

function valueSuggestion(text: string, typing: Typing, value: string, detail: string): Suggestion {
  return { text: describeValue(value), detail, result: complete(text, typing, value), isOpen: false };
}

/** Text that is put into the filter as it is, with its meaning. */
type Written = readonly [text: string, meaning: string];

function written(text: string, { at, end }: Typing, [choice, meaning]: Written): Suggestion {
  const result = { text: text.slice(0, at) + choice + text.slice(end), caret: at + choice.length };
  return { text: choice, detail: meaning, result, isOpen: choice === '>' || choice === '<' };
}

/** Operators before a number, and words that replace a value. */
function operatorsOf(text: string, typing: Typing, { fields }: FilterSchema): readonly Suggestion[] {
  const { field, values, at } = typing;
  if (values === null || !/:$/.test(text.slice(0, at))) return [];
  const isColumn = fields.some(({ name }) => name === field);
  const operators: readonly Written[] = [
    ...operatorsByKind(values, field),
    ...(isColumn ? ([['*', 'any value: it is set']] as const) : []),
  ];
  return operators.map((one) => written(text, typing, one));
}

function operatorsByKind(kind: ValueKind, field: string | null): readonly Written[] {
  if (kind === 'address' || kind === 'text' || kind === 'words') return [];
  if (field === 'rank') return [['<=100', 'the 100 highest scores'], ...comparisons];
  if (kind === 'time')
    return [
      ['>', 'after'],
      ['<', 'before'],
    ];
  const top: Written = ['>=p99', 'the highest 1 % of this log'];
  if (kind === 'score') return [...comparisons, ['>=1×', 'at least the threshold of the model'], top];
  return kind === 'port' ? comparisons : [...comparisons, top];
}

const comparisons: readonly Written[] = [
  ['>', 'more than'],
  ['<', 'less than'],
];

/** Limits for a comparison: percentiles, and multiples for scores. None for the second limit of a range. */
function limitsAfter({ sign, values, field, prefix }: Typing): readonly Written[] {
  if (!/^[<>]=?$/.test(sign) || values === 'time' || values === 'port' || field === 'rank') return [];
  const isLow = sign.startsWith('>');
  const shares = isLow ? [99, 90] : [1, 10];
  const side = isLow ? 'highest' : 'lowest';
  const percentiles = shares.map(
    (share): Written => [`p${share}`, `the ${side} ${isLow ? 100 - share : share} % of this log`],
  );
  const times = /^\d+(\.\d+)?$/.test(prefix) ? prefix : '1';
  const meaning = times === '1' ? 'the threshold of the model' : `${times} times the threshold of the model`;
  const multiples: readonly Written[] = values === 'score' ? [[`${times}×`, meaning]] : [];
  return [...multiples, ...percentiles].filter(([limit]) => limit.startsWith(prefix));
}

function byPrefix<Item>(items: readonly Item[], textOf: (item: Item) => string, prefix: string): readonly Item[] {
  const wanted = prefix.toLowerCase();
  const begins = (item: Item) => textOf(item).toLowerCase().startsWith(wanted);
  const contains = (item: Item) => textOf(item).toLowerCase().includes(wanted);
  return [...items.filter(begins), ...items.filter((item) => !begins(item) && contains(item))];
}
