import type { Field } from '../schema/field.ts';
import { isContextField, withContext } from '../schema/host-field.ts';
import { labelFieldOf } from '../schema/label-fields.ts';
import { type LeafPredicate, leaves } from './leaves/index.ts';
import type { Leaf, TermName } from './leaves/leaf.ts';
import { quoted } from './quoted.ts';
import { type FilterName, kindOf, ownNames, type ValueKind } from './value-kinds.ts';

/** The fields that a filter of this log can name. Plain data. */
export interface FilterSchema {
  readonly fields: readonly Field[];
  /**
   * Start (UTC) of the day of the log's first flow, in epoch seconds. Null when no flow has a time. A filter's time of
   * day refers to this day.
   */
  readonly firstDay: number | null;
  /** The findings of the log. Absent while they are unknown: the engine then decides whether a finding exists. */
  readonly findings?: readonly FindingName[];
}

/** A finding that a filter can name by its id. */
export interface FindingName {
  readonly id: string;
  readonly title: string;
  readonly flows: number;
}

/** Short names of Zeek's fields. */
const shortNames: readonly FilterName[] = [
  { name: 'src', field: 'id.orig_h', meaning: 'Source: an address or a block such as 10.0.0.0/8.' },
  { name: 'dst', field: 'id.resp_h', meaning: 'Destination: an address or a block.' },
  { name: 'sport', field: 'id.orig_p', meaning: 'Port of the source.' },
  { name: 'port', field: 'id.resp_p', meaning: 'Port of the destination.' },
  { name: 'dport', field: 'id.resp_p', meaning: 'Port of the destination, as port.' },
  { name: 'state', field: 'conn_state', meaning: 'How the connection began and ended, such as SF or S0.' },
  { name: 'sent', field: 'orig_bytes', meaning: 'Payload bytes that the source sent.' },
  { name: 'received', field: 'resp_bytes', meaning: 'Payload bytes that the destination sent.' },
  { name: 'time', field: 'ts', meaning: 'When the flow began, such as 2026-03-03 or 14:00..14:30 (UTC).' },
];

const LABEL: FilterName = { name: 'label', field: 'label', meaning: 'Label that somebody gave the flow.' };

/** Every filter name that is not a column of the log, for completion and help. */
export function filterNames(): readonly FilterName[] {
  const own = ownNames.map(({ name, field, meaning }) => ({ name, field, meaning }));
  const terms = termNames().map(({ name, meaning }) => ({ name, field: name, meaning }));
  return [...shortNames, ...own, LABEL, ...terms];
}

/** Names that start a term of their own, such as `noise`. */
export function termNames(): readonly TermName[] {
  const list: readonly Pick<Leaf<LeafPredicate>, 'name'>[] = leaves;
  return list.flatMap(({ name }) => name ?? []);
}

/** A field that a filter names, and the kind of its values. */
export interface NamedField {
  readonly field: string;
  readonly kind: ValueKind;
}

/**
 * The field that a filter name refers to. Null if the log lacks the field; undefined if the name is unknown. A quoted
 * name always refers to a column.
 */
export function fieldNamed(name: string, isQuoted: boolean, schema: FilterSchema): NamedField | null | undefined {
  const short = isQuoted ? undefined : shortNames.find((one) => one.name === name);
  if (short !== undefined) return columnNamed(short.field, schema) ?? null;
  if (!isQuoted && termNames().some((one) => one.name === name)) return { field: name, kind: 'words' };
  const column = columnNamed(name, schema);
  if (column !== undefined) return column;
  const names = new Set(schema.fields.map((field) => field.name));
  if (name === LABEL.name) return labelFieldOf(names) === null ? null : { field: name, kind: 'text' };
  const ours = ownNames.find((one) => one.name === name);
  if (ours === undefined) return undefined;
  return ours.needs.length > 0 && !ours.needs.some((field) => names.has(field)) ? null : ours;
}

function columnNamed(name: string, { fields }: FilterSchema): NamedField | undefined {
  const field = fields.find((one) => one.name === name);
  if (field !== undefined) return { field: name, kind: kindOf(field) };
  const isHost = name === withContext('id.orig_h') || name === withContext('id.resp_h');
  return isHost && fields.some((one) => isContextField(one.name)) ? { field: name, kind: 'address' } : undefined;
}

/** Every name that a filter of this log can use, with its meaning. Short names come first. */
export function namesIn(schema: FilterSchema): FilterName[] {
  const short = filterNames().filter(({ name }) => fieldNamed(name, false, schema) != null);
  const isKnown = new Set(short.map(({ name }) => name));
  const columns = schema.fields.map(({ name, meaning }) => ({ name: columnName(name), field: name, meaning }));
  return [...short, ...columns.filter(({ name }) => !isKnown.has(name))];
}

/** The name of a field in a filter: its short name if it has one. */
export function nameOf(field: string): string {
  return shortNames.find((one) => one.field === field)?.name ?? columnName(field);
}

/** A column's own name, in quotes when the parser would read it as something else. */
function columnName(field: string): string {
  const isShort = termNames().some(({ name }) => name === field) || shortNames.some((one) => one.name === field);
  return /^\w[\w.+-]*$/.test(field) && !isShort ? field : quoted(field);
}
