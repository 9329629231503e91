import type { Field } from '../schema/field.ts';
import { isContextField, withContext } from '../schema/host-field.ts';
import { labelFieldOf } from '../schema/label-fields.ts';

/** What filters can speak of in a log. Plain data. */
export interface FilterSchema {
  readonly fields: readonly Field[];
  /** Midnight (UTC) of the day of the log's first flow, epoch seconds; null when no flow has a time. A time of day is of this day. */
  readonly firstDay: number | null;
}

/** How the values of a field are written. */
export type ValueKind = 'address' | 'time' | 'duration' | 'size' | 'count' | 'number' | 'text' | 'preset';

/** A name that filters know beside the log's own. */
export interface FilterName {
  readonly name: string;
  /** The field that it stands for; its own name when no log has such a column. */
  readonly field: string;
  readonly meaning: string;
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

interface OwnName extends FilterName {
  readonly kind: ValueKind;
  /** Fields of which the log must have one; none for what Oddflow itself knows. */
  readonly needs: readonly string[];
}

/** Names of what no log has as a column. A column of the same name comes first. */
const ownNames: readonly OwnName[] = [
  own('host', 'address', ['id.orig_h', 'id.resp_h'], 'Either end: an address or a block.'),
  own('bytes', 'size', ['orig_bytes', 'resp_bytes'], 'Payload bytes of both directions.'),
  own('packets', 'count', ['orig_pkts', 'resp_pkts'], 'Packets of both directions.'),
  own('score', 'number', [], 'Score of the detector that is shown, such as >=p99.'),
  own('rank', 'count', [], 'Place by score, from 1.'),
  own('file', 'text', [], 'File that the flow is from, by path or name.'),
  own('finding', 'text', [], 'Flows of a finding, by its id.'),
  own('tag', 'text', [], 'Tag that you gave a flow.'),
];

/** The name of the presets of noise. */
export const NOISE: FilterName = {
  name: 'noise',
  field: 'noise',
  meaning: 'Traffic a network makes by itself, by preset.',
};
const LABEL: FilterName = { name: 'label', field: 'label', meaning: 'Label that somebody gave the flow.' };

/** Every name that is not the log's own, for completion and help. */
export const filterNames: readonly FilterName[] = [
  ...shortNames,
  ...ownNames.map(({ name, field, meaning }) => ({ name, field, meaning })),
  LABEL,
  NOISE,
];

function own(name: string, kind: ValueKind, needs: readonly string[], meaning: string): OwnName {
  return { name, field: name, kind, needs, meaning };
}

/** A field that a filter names, and how its values are written. */
export interface NamedField {
  readonly field: string;
  readonly kind: ValueKind;
}

/**
 * The field that a name means in a log: null when the log does not have what the name stands for, undefined for a name that nobody
 * knows. A name in quotes is always a column's.
 */
export function fieldNamed(name: string, isQuoted: boolean, schema: FilterSchema): NamedField | null | undefined {
  const short = isQuoted ? undefined : shortNames.find((one) => one.name === name);
  if (short !== undefined) return columnNamed(short.field, schema) ?? null;
  if (!isQuoted && name === NOISE.name) return { field: NOISE.field, kind: 'preset' };
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

/** Every name that a filter can use in a log with its meaning, short ones first. */
export function namesIn(schema: FilterSchema): FilterName[] {
  const short = filterNames.filter(({ name }) => fieldNamed(name, false, schema) != null);
  const isKnown = new Set(short.map(({ name }) => name));
  const columns = schema.fields.map(({ name, meaning }) => ({ name: columnName(name), field: name, meaning }));
  return [...short, ...columns.filter(({ name }) => !isKnown.has(name))];
}

/** How the values of a log's field are written. */
export function kindOf({ type, kind, unit }: Field): ValueKind {
  if (kind !== 'number') return type === 'addr' ? 'address' : 'text';
  if (unit === 'epoch') return 'time';
  if (unit === 'seconds') return 'duration';
  if (unit === 'bytes') return 'size';
  return type === 'count' || type === 'int' ? 'count' : 'number';
}

/** The kind of a name that is not the log's own, undefined for any other. */
export function ownKind(name: string): ValueKind | undefined {
  return ownNames.find((one) => one.name === name)?.kind;
}

/** What a field is called in a filter: its short name where it has one. */
export function nameOf(field: string): string {
  return shortNames.find((one) => one.field === field)?.name ?? columnName(field);
}

/** A column's own name, in quotes when it could be read as something else. */
function columnName(field: string): string {
  const isShort = field === NOISE.name || shortNames.some((one) => one.name === field);
  return /^\w[\w.+-]*$/.test(field) && !isShort ? field : quoted(field);
}

/** A text in quotes; line ends, quotes and backslashes are written with a backslash. */
export function quoted(text: string): string {
  const marked = text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${marked}"`;
}
