import { isKnownField } from '../schema/conn.ts';
import { judgeRecord } from '../schema/kind.ts';
import { isConnLog, isOtherLog, logOf } from '../schema/log-names.ts';
import { isTypeName, type Key } from './json-keys.ts';
import { areOfCommonSchema, dialectOf, meaningOf } from './names.ts';

/** What a record is: a flow, one that lacks its hosts and ports, a row of another log by its name, or none of them. */
export type Kind = { readonly kind: 'flow' | 'lacking' | 'none' } | { readonly kind: 'context'; readonly path: string };

const flow: Kind = { kind: 'flow' };
const lacking: Kind = { kind: 'lacking' };
const none: Kind = { kind: 'none' };

/**
 * What a record is that names its log; `kind` is what it would be without the name, `isWhole` whether it has all that a
 * score needs.
 */
export function kindOfLog(path: string, kind: Kind, isWhole: boolean): Kind {
  if (isOtherLog(path)) return { kind: 'context', path };
  if (kind.kind === 'lacking' && isConnLog(path)) return kind;
  if (/^(open_)?conn(_long)?$/.test(path) || (kind.kind === 'flow' && (isWhole || isConnLog(path)))) return flow;
  return { kind: 'context', path };
}

/** What a record is that does not name its log. */
export function guessKind(present: readonly Key[], fields: ReadonlySet<string>): Kind {
  // Suricata's eve.json has much the same words.
  if (present.some(({ name }) => name === 'event_type')) return none;
  const judged = judgeRecord(fields);
  if (judged !== 'none') return judged === 'flow' ? flow : lacking;
  const path = logOf(new Set(present.map(({ name }) => name)));
  const isZeek = ['uid', 'ts', 'id.orig_h', 'id.resp_h'].some((field) => fields.has(field));
  return isZeek || path !== 'unknown' ? { kind: 'context', path } : none;
}

/** The one object that a record consists of where it is named as a log: `{"conn": {..}}`. */
export function logAround(present: readonly Key[]): Key | null {
  const [first] = present;
  if (first === undefined) return null;
  const outermost = outermostOf(first);
  const isAlone =
    outermost !== first && outermost.inside !== '' && present.every((key) => outermostOf(key) === outermost);
  return isAlone && (isConnLog(outermost.own) || isOtherLog(outermost.own)) ? outermost : null;
}

/** The object of a record that has more of Zeek's fields than stand outside of it. */
export function wrapperOf(present: readonly Key[]): Key | null {
  const counts = new Map<Key, number>();
  let outside = 0;
  for (const key of present) {
    if (isZeekName(key.name)) outside++;
    for (let { within } = key; within !== null && within.inside !== ''; { within } = within) {
      if (isZeekName(key.name.slice(within.inside.length))) counts.set(within, (counts.get(within) ?? 0) + 1);
    }
  }
  const [best] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] > Math.max(outside, 2) ? best[0] : null;
}

/** Wrappers of one record each after which they are taken for names of records. */
const MOST_WRAPPERS = 16;
/** Objects that hold a record beside other things that say the same. */
const copies = new Set(['_source', 'fields', 'result', 'event_data']);

/**
 * Whether an object has records as values, as pandas and jq's `INDEX` write them. If it has several, they are flows or
 * rows of another log, and everything outside them is ignored. A single one counts as several if `wrappers` earlier
 * objects were wrappers.
 */
export function recordsIn(present: readonly Key[], wrappers: number): 'none' | 'one' | 'several' {
  const inner = new Map<Key, string[]>();
  for (const key of present) {
    let name = isTypeName(key) ? '' : key.own;
    for (let { within } = key; within !== null && within.within !== null; { within } = within) {
      const names = inner.get(within);
      if (names === undefined) inner.set(within, [name]);
      else names.push(name);
      name = name === '' ? within.own : `${within.own}.${name}`;
    }
  }
  if (inner.size === 0) return 'none';
  const records = new Set([...inner].flatMap(([key, names]) => (!copies.has(key.own) && isRow(names) ? [key] : [])));
  const outermost = [...records].filter((key) => !isWithin(key.within, records));
  if (outermost.length === 0 || isRow(namesOutside(present, records))) return 'none';
  const areSeveral = outermost.length > 1 || (wrappers > MOST_WRAPPERS && logAround(present) === null);
  return areSeveral ? 'several' : 'one';
}

function namesOutside(present: readonly Key[], records: ReadonlySet<Key>): string[] {
  return present.flatMap((key) => (isWithin(key.within, records) ? [] : [key.name]));
}

function isWithin(key: Key | null, others: ReadonlySet<Key>): boolean {
  return key !== null && (others.has(key) || isWithin(key.within, others));
}

/** Whether keys of these names are a row of a log for certain. */
export function isRow(names: readonly string[]): boolean {
  const told = names.map(dialectOf).find((dialect) => dialect !== null);
  const dialect = told ?? (areOfCommonSchema(names) ? 'elastic' : 'zeek');
  const fields = new Set(names.map((name) => meaningOf(name, dialect).field));
  return judgeRecord(fields) !== 'none' || (fields.has('uid') && (fields.has('ts') || fields.has('id.orig_h')));
}

/** The key itself, or of the objects that it is in the outermost that is no mere wrapper. */
function outermostOf(key: Key): Key {
  return key.within === null || key.within.inside === '' ? key : outermostOf(key.within);
}

function isZeekName(name: string): boolean {
  return isKnownField(meaningOf(name, 'zeek').field);
}
