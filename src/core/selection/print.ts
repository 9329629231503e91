import { parseAddress } from '../schema/address.ts';
import { parseCidr } from '../schema/cidr.ts';
import { describeField, isKnownField } from '../schema/conn.ts';
import { kindOf, nameOf, ownKind, quoted, type ValueKind } from './filter-names.ts';
import { normalise } from './normalise.ts';
import type { Limit, Predicate, RangePredicate } from './predicate.ts';
import { isPlainNumber, looksLikeAddress, writeDay, writeDayBefore, writeNumber } from './value-text.ts';

/** What stands in a list after a field's name. */
type Item = Extract<Predicate, { op: 'in' | 'range' | 'cidr' }>;

/**
 * A predicate as the text of a filter: `parse` gives a predicate of the same key. With short names, and with units where they say the
 * number exactly. Everything is an empty text.
 */
export function print(predicate: Predicate): string {
  const normal = normalise(predicate);
  return normal.op === 'all' ? side(normal.of) : normal.op === 'any' ? either(normal.of) : part(normal);
}

/** Of a list that stands in another. */
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
    case 'text':
      return quoted(predicate.text);
    case 'preset':
      return `noise:${predicate.id}`;
    default:
      return list(predicate.field, [predicate]);
  }
}

function side(parts: readonly Predicate[]): string {
  return parts.map(part).join(' ');
}

/** Alternatives; those of one field are a list of its values. */
function either(parts: readonly Predicate[]): string {
  if (parts.length === 0) return 'not ()';
  const lists = new Map<string, Item[]>();
  const texts = parts.map((one) => {
    if (!isItem(one)) return part(one);
    const known = lists.get(one.field);
    if (known === undefined) lists.set(one.field, [one]);
    else known.push(one);
    return known === undefined ? one : null;
  });
  const written = texts.map((one) =>
    one === null || typeof one === 'string' ? one : list(one.field, lists.get(one.field) ?? []),
  );
  return written.filter((one) => one !== null).join(' or ');
}

function isOneList([first, ...others]: readonly Predicate[]): boolean {
  return isItem(first) && others.every((one) => isItem(one) && one.field === first.field);
}

function isItem(predicate: Predicate): predicate is Item {
  return predicate.op === 'in' || predicate.op === 'range' || predicate.op === 'cidr';
}

function negated(of: Predicate): string {
  if (of.op === 'in' && of.values.length === 1 && of.values[0] === '') return `${nameOf(of.field)}:*`;
  const isTerm = of.op !== 'all' && (of.op !== 'any' || isOneList(of.of));
  return isTerm ? `-${part(of)}` : `not ${part(of)}`;
}

function list(field: string, items: readonly Item[]): string {
  return `${nameOf(field)}:${items.flatMap((item) => itemTexts(item)).join(',')}`;
}

function itemTexts(item: Item): readonly string[] {
  if (item.op === 'cidr') return [item.prefix];
  if (item.op === 'range') return [rangeText(item, kindByName(item.field))];
  return item.values.map((value) => valueText(item.field, value));
}

/** How the values of a field are written, as far as its name says. */
function kindByName(field: string): ValueKind {
  return ownKind(field) ?? kindOf(describeField(field, ''));
}

function rangeText({ from, to, isFromOpen, isToOpen }: RangePredicate, kind: ValueKind): string {
  const number = (limit: Limit) => (typeof limit === 'string' ? limit : writeNumber(kind, limit));
  const day = (limit: Limit, write: (seconds: number) => string | null) =>
    kind === 'time' && typeof limit === 'number' ? write(limit) : null;
  const hasFrom = from !== -Infinity || isFromOpen === true;
  const hasTo = to !== Infinity || isToOpen === true;
  const low = isFromOpen === true ? number(from) : (day(from, writeDay) ?? number(from));
  if (!hasTo) return `${isFromOpen === true ? '>' : '>='}${low}`;
  const lastDay = isToOpen === true ? day(to, writeDayBefore) : null;
  if (!hasFrom) return lastDay !== null ? `<=${lastDay}` : `${isToOpen === true ? '<' : '<='}${number(to)}`;
  const high = lastDay ?? `${isToOpen === true ? '<' : ''}${number(to)}`;
  const isOneDay = lastDay !== null && isFromOpen !== true && lastDay === low;
  // A first number below 0 would be read as one that is not wanted.
  const sign = isFromOpen === true ? '>' : low.startsWith('-') ? '>=' : '';
  return isOneDay ? lastDay : `${sign}${low}..${high}`;
}

/** A value of a field as it stands in a filter: in quotes when it could be read as anything else. */
export function valueText(field: string, value: string): string {
  if (value === '') return '-';
  const isBare = /^[^\s(),"#<>*-][^\s(),"#]*$/.test(value) && !value.includes('..') && parseCidr(value) === null;
  return isBare && isReadAsIs(field, value) ? value : quoted(value);
}

function isReadAsIs(field: string, value: string): boolean {
  const own = ownKind(field);
  const kind = own ?? kindByName(field);
  const isAddress = parseAddress(value) !== null;
  if (kind === 'address') return isAddress;
  if (kind !== 'text') return isPlainNumber(value);
  // A column that we do not know may be of addresses.
  return own !== undefined || isKnownField(field) || isAddress || !looksLikeAddress(value);
}
