import { describeField } from '../schema/conn.ts';
import type { Field } from '../schema/field.ts';

/** How the values of a field are written. `words` is for a leaf with its own name, such as `noise`. */
export type ValueKind =
  | 'address'
  | 'port'
  | 'time'
  | 'duration'
  | 'size'
  | 'count'
  | 'score'
  | 'number'
  | 'text'
  | 'words';

/** A filter name that is not a column of the log. */
export interface FilterName {
  readonly name: string;
  /** The field that the name refers to. The name itself for a computed field. */
  readonly field: string;
  readonly meaning: string;
}

/** A computed field that filters can name. */
export interface OwnName extends FilterName {
  readonly kind: ValueKind;
  /** The log must have one of these fields. Empty for fields that Oddflow computes. */
  readonly needs: readonly string[];
}

/** Names of computed fields. A column of the same name takes precedence. */
export const ownNames: readonly OwnName[] = [
  own('host', 'address', ['id.orig_h', 'id.resp_h'], 'Either end: an address or a block.'),
  own('bytes', 'size', ['orig_bytes', 'resp_bytes'], 'Payload bytes of both directions.'),
  own('packets', 'count', ['orig_pkts', 'resp_pkts'], 'Packets of both directions.'),
  own('score', 'score', [], 'Score of the shown detector, such as >=3× or >=p99.'),
  own('rank', 'count', [], 'Place by score, from 1.'),
  own('file', 'text', [], 'File that the flow is from, by path or name.'),
  own('finding', 'text', [], 'Flows of a finding, by its id.'),
];

function own(name: string, kind: ValueKind, needs: readonly string[], meaning: string): OwnName {
  return { name, field: name, kind, needs, meaning };
}

/** The kind of values of a log field. */
export function kindOf({ type, kind, unit }: Field): ValueKind {
  if (kind !== 'number') return type === 'addr' ? 'address' : 'text';
  if (type === 'port') return 'port';
  if (unit === 'epoch') return 'time';
  if (unit === 'seconds') return 'duration';
  if (unit === 'bytes') return 'size';
  return type === 'count' || type === 'int' ? 'count' : 'number';
}

/** The kind of a name of Oddflow, undefined for any other name. */
export function ownKind(name: string): ValueKind | undefined {
  return ownNames.find((one) => one.name === name)?.kind;
}

/** The kind of values of a field, judged by its name alone. */
export function kindByName(field: string): ValueKind {
  return ownKind(field) ?? kindOf(describeField(field, ''));
}
