import { parseAddress } from '../schema/address.ts';
import { isKnownField } from '../schema/conn.ts';
import { nameOf } from './filter-names.ts';
import { type LeafPredicate, leafOf, leaves } from './leaves/index.ts';
import type { Leaf, Printed } from './leaves/leaf.ts';
import { normalise } from './normalise.ts';
import type { Predicate } from './predicate.ts';
import { quoted } from './quoted.ts';
import { kindByName, ownKind } from './value-kinds.ts';
import { isPlainNumber, isPort, looksLikeAddress } from './value-text.ts';

/**
 * A predicate as filter text. Parsing it gives a predicate of the same key. Uses short names, and units where they are
 * exact. The predicate that selects everything prints as an empty text.
 */
export function print(predicate: Predicate): string {
  const normal = normalise(predicate);
  return normal.op === 'all' ? side(normal.of) : normal.op === 'any' ? either(normal.of) : part(normal);
}

/** A member of a list, in parentheses where it needs them. */
function part(predicate: Predicate): string {
  switch (predicate.op) {
    case 'all':
      return `(${side(predicate.of)})`;
    case 'any': {
      const text = either(predicate.of);
      return predicate.of.length === 0 || isOneList(predicate.of) ? text : `(${text})`;
    }
    case 'not':
      return negated(predicate.of);
    default:
      return written(leafOf(predicate).print(predicate));
  }
}

function side(parts: readonly Predicate[]): string {
  return parts.map(part).join(' ');
}

/** Alternatives. Those of one field become a list of values. */
function either(parts: readonly Predicate[]): string {
  if (parts.length === 0) return 'not ()';
  const lists = new Map<string, string[]>();
  const texts = parts.map((one) => {
    const item = itemOf(one);
    if (item === null) return part(one);
    const known = lists.get(item.field) ?? [];
    const isFirst = known.length === 0;
    known.push(...valuesOf(item));
    lists.set(item.field, known);
    return isFirst ? item : null;
  });
  const terms = texts.map((one) =>
    one === null || typeof one === 'string' ? one : list(one.field, lists.get(one.field) ?? []),
  );
  return terms.filter((one) => one !== null).join(' or ');
}

function isOneList([first, ...others]: readonly Predicate[]): boolean {
  const field = itemOf(first)?.field;
  return field !== undefined && others.every((one) => itemOf(one)?.field === field);
}

/** The values after a field name. */
type Item = Exclude<Printed, { term: string }>;

function itemOf(predicate: Predicate): Item | null {
  if (predicate.op === 'all' || predicate.op === 'any' || predicate.op === 'not') return null;
  const printed = leafOf(predicate).print(predicate);
  return 'term' in printed ? null : printed;
}

function negated(of: Predicate): string {
  if (of.op === 'all') return `not ${part(of)}`;
  if (of.op === 'any') return isOneList(of.of) ? `-${part(of)}` : `not ${part(of)}`;
  if (of.op === 'not') return `-${part(of)}`;
  const own = leafOf(of).printNot?.(of) ?? null;
  return own === null ? `-${part(of)}` : written(own);
}

function written(printed: Printed): string {
  return 'term' in printed ? printed.term : list(printed.field, valuesOf(printed));
}

function valuesOf(item: Item): readonly string[] {
  return 'written' in item ? item.written : item.exact.map((value) => valueText(item.field, value));
}

function list(field: string, values: readonly string[]): string {
  return `${nameOf(field)}:${values.join(',')}`;
}

/** A value of a field as filter text, in quotes when the parser would read it as something else. */
export function valueText(field: string, value: string): string {
  if (value === '') return '-';
  const readers: readonly Pick<Leaf<LeafPredicate>, 'claims'>[] = leaves;
  const isBare = /^[^\s(),"#*-][^\s(),"#]*$/.test(value) && !readers.some((leaf) => leaf.claims?.(value));
  return isBare && isReadAsIs(field, value) ? value : quoted(value);
}

function isReadAsIs(field: string, value: string): boolean {
  const own = ownKind(field);
  const kind = own ?? kindByName(field);
  const isAddress = parseAddress(value) !== null;
  if (kind === 'address') return isAddress;
  if (kind === 'port') return isPlainNumber(value) && isPort(Number(value));
  if (kind !== 'text') return isPlainNumber(value);
  // An unknown column may hold addresses.
  return own !== undefined || isKnownField(field) || isAddress || !looksLikeAddress(value);
}
