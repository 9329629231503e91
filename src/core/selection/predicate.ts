import type { NoisePreset } from '../schema/noise.ts';
import { normalise } from './normalise.ts';

/** Which flows: plain data. `keyOf` is its identity everywhere, in caches, on the page and in the engine. */
export type Predicate =
  /**
   * The cell is one of `values` as the log writes them (see `labelText`); an empty value is an unset cell. An address that no cell
   * has in this spelling matches every other spelling of it.
   */
  | { readonly op: 'in'; readonly field: string; readonly values: readonly string[] }
  | RangePredicate
  /** The cell is an address in a block such as `10.0.0.0/8`, see `parseCidr`. */
  | { readonly op: 'cidr'; readonly field: string; readonly prefix: string }
  /** A cell contains the text, without regard to letter case: see `Selectable.searched` for the cells that are searched. */
  | { readonly op: 'text'; readonly text: string }
  /** Traffic that a network makes by itself, see `noisePresets`. */
  | { readonly op: 'preset'; readonly id: NoisePreset }
  | { readonly op: 'all'; readonly of: readonly Predicate[] }
  | { readonly op: 'any'; readonly of: readonly Predicate[] }
  | { readonly op: 'not'; readonly of: Predicate };

/**
 * A number between two others; `-Infinity` and `Infinity` for no limit. An unset one is in no range. A limit belongs to the range
 * unless it is open.
 */
export interface RangePredicate {
  readonly op: 'range';
  readonly field: string;
  readonly from: Limit;
  readonly to: Limit;
  readonly isFromOpen?: true;
  readonly isToOpen?: true;
}

/** A number, or a percentile of the field in this log: `p99` is the value that 99 % of its values do not exceed. `bind` gives the number. */
export type Limit = number | Percentile;
export type Percentile = `p${number}`;

/** Whether a limit is a percentile. */
export function isPercentile(limit: Limit): limit is Percentile {
  return typeof limit === 'string';
}

/** The cell of a field is this, as the log writes it. */
export function equals(field: string, value: string): Predicate {
  return { op: 'in', field, values: [value] };
}

/** Flows that meet all predicates of at least one list. */
export function anyOf(ways: readonly (readonly Predicate[])[]): Predicate {
  return { op: 'any', of: ways.map((of) => (of.length === 1 ? of[0] : { op: 'all', of })) };
}

/** Flows that a noise preset does not match. */
export function hides(id: NoisePreset): Predicate {
  return { op: 'not', of: { op: 'preset', id } };
}

/** The preset that a predicate hides the flows of, null for every other predicate. */
export function hiddenPreset(predicate: Predicate): NoisePreset | null {
  return predicate.op === 'not' && predicate.of.op === 'preset' ? predicate.of.id : null;
}

/** The same text for predicates that select the same flows for the same reason: see `normalise`. The order of values and parts does not matter. */
export function keyOf(predicate: Predicate): string {
  return normalKey(normalise(predicate));
}

/** As `keyOf`, of predicates that all have to hold. */
export function keyOfAll(predicates: readonly Predicate[]): string {
  return keyOf({ op: 'all', of: predicates });
}

/** As `keyOf`, of a predicate that is normal already. */
export function normalKey(predicate: Predicate): string {
  switch (predicate.op) {
    case 'in':
      return JSON.stringify(['in', predicate.field, predicate.values.toSorted()]);
    case 'range': {
      const { field, from, to, isFromOpen, isToOpen } = predicate;
      const isOpen = [isFromOpen, isToOpen].map((open) => (open === true ? 'open' : ''));
      return JSON.stringify(['range', field, String(from), isOpen[0], String(to), isOpen[1]]);
    }
    case 'cidr':
      return JSON.stringify(['cidr', predicate.field, predicate.prefix]);
    case 'text':
      return JSON.stringify(['text', predicate.text.toLowerCase()]);
    case 'preset':
      return JSON.stringify(['preset', predicate.id]);
    case 'not':
      return JSON.stringify(['not', normalKey(predicate.of)]);
    case 'all':
    case 'any':
      return JSON.stringify([predicate.op, predicate.of.map(normalKey).sort()]);
  }
}

/** Every field that a predicate names, each once. Text names none. */
export function fieldsOf(predicates: readonly Predicate[]): string[] {
  return [...new Set(predicates.flatMap(namedFields))];
}

function namedFields(predicate: Predicate): readonly string[] {
  switch (predicate.op) {
    case 'preset':
    case 'text':
      return [];
    case 'not':
      return namedFields(predicate.of);
    case 'all':
    case 'any':
      return predicate.of.flatMap(namedFields);
    default:
      return [predicate.field];
  }
}

/** Whether a predicate names a noise preset. */
export function asksForNoise(predicate: Predicate): boolean {
  if (predicate.op === 'preset') return true;
  if (predicate.op === 'not') return asksForNoise(predicate.of);
  return (predicate.op === 'all' || predicate.op === 'any') && predicate.of.some(asksForNoise);
}
