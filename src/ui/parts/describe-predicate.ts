import { describeField } from '../../core/schema/conn.ts';
import { shownField } from '../../core/schema/host-field.ts';
import { noisePresets } from '../../core/schema/noise.ts';
import { nameOf } from '../../core/selection/filter-names.ts';
import { hiddenPreset, isPercentile, type Limit, type RangePredicate } from '../../core/selection/predicate.ts';
import type { Predicate } from '../../worker/api.ts';
import { formatField } from './format.ts';

/**
 * A predicate in words, the same in chips, captions and Undo: `src 10.0.0.5`, `not dns`, `port 445`. Fields have their short names;
 * a few need none, since their values say what they are.
 */
export function describePredicate(predicate: Predicate): string {
  const words = inWords(predicate);
  return words.length <= MOST_LETTERS ? words : `${words.slice(0, MOST_LETTERS)}…`;
}

/** No caption and no chip says more of a predicate. */
const MOST_LETTERS = 160;

function inWords(predicate: Predicate): string {
  switch (predicate.op) {
    case 'in':
      return describeValues(predicate.field, predicate.values);
    case 'range':
      return `${fieldName(predicate.field)} ${describeRange(predicate)}`;
    case 'cidr':
      return `${fieldName(predicate.field)} in ${predicate.prefix}`;
    case 'text':
      return `“${predicate.text}”`;
    case 'preset':
      return presetLabel(predicate.id);
    case 'all':
      return predicate.of.length === 0 ? 'all flows' : predicate.of.map(describePart).join(' and ');
    case 'any':
      return predicate.of.length === 0 ? 'no flow' : shortened(predicate.of.map(describePart));
    case 'not': {
      const hidden = hiddenPreset(predicate);
      return hidden === null ? `not ${describePart(predicate.of)}` : `without ${presetLabel(hidden)}`;
    }
  }
}

/** A value of a field as a person reads it. */
export function describeValue(value: string): string {
  return value === '' ? 'unset' : value;
}

/** Their values are words that no other field has. */
const speakForThemselves = new Set(['proto', 'service', 'conn_state']);

function describeValues(field: string, values: readonly string[]): string {
  const isClear = speakForThemselves.has(field) && values.every((value) => value !== '');
  const words = shortened(values.map(describeValue));
  return isClear ? words : `${fieldName(field)} ${words}`;
}

function describeRange({ field, from, to, isFromOpen, isToOpen }: RangePredicate): string {
  const limit = (at: Limit) => (isPercentile(at) ? at : formatField(at, describeField(field, '')));
  if (to === Infinity) return from === -Infinity ? 'set' : `${isFromOpen ? 'above' : 'from'} ${limit(from)}`;
  if (from === -Infinity) return `${isToOpen ? 'below' : 'up to'} ${limit(to)}`;
  return `${isFromOpen ? 'above ' : ''}${limit(from)} to ${isToOpen ? 'below ' : ''}${limit(to)}`;
}

/** In parentheses where the words around it could be read into it. */
function describePart(predicate: Predicate): string {
  const words = inWords(predicate);
  const parts =
    predicate.op === 'in' ? predicate.values : 'of' in predicate && predicate.op !== 'not' ? predicate.of : [];
  return parts.length > 1 ? `(${words})` : words;
}

function fieldName(field: string): string {
  return nameOf(shownField(field));
}

function presetLabel(preset: string): string {
  return noisePresets.find(({ id }) => id === preset)?.label ?? preset;
}

const MOST_WAYS = 6;

function shortened(ways: readonly string[]): string {
  const more = ways.length - MOST_WAYS;
  return more <= 0 ? ways.join(' or ') : `${ways.slice(0, MOST_WAYS).join(' or ')} or ${more} more`;
}
