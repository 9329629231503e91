import { describeField } from '../schema/conn.ts';
import type { Field } from '../schema/field.ts';

/** How the values of a field are written. `words`: the words of a leaf that has a name of its own. */
export type ValueKind = 'address' | 'time' | 'duration' | 'size' | 'count' | 'number' | 'text' | 'words';

/** A name that filters know beside the log's own. */
export interface FilterName {
  readonly name: string;
  /** The field that it stands for; its own name when no log has such a column. */
  readonly field: string;
  readonly meaning: string;
}

export interface OwnName extends FilterName {
  readonly kind: ValueKind;
  /** Fields of which the log must have one; none for what Oddflow itself knows. */
  readonly needs: readonly string[];
}

/** Names of what no log has as a column. A column of the same name comes first. */
export const ownNames: readonly OwnName[] = [
  own('host', 'address', ['id.orig_h', 'id.resp_h'], 'Either end: an address or a block.'),
  own('bytes', 'size', ['orig_bytes', 'resp_bytes'], 'Payload bytes of both directions.'),
  own('packets', 'count', ['orig_pkts', 'resp_pkts'], 'Packets of both directions.'),
  own('score', 'number', [], 'Score of the detector that is shown, such as >=p99.'),
  own('rank', 'count', [], 'Place by score, from 1.'),
  own('file', 'text', [], 'File that the flow is from, by path or name.'),
  own('finding', 'text', [], 'Flows of a finding, by its id.'),
  own('tag', 'text', [], 'Tag that you gave a flow.'),
];

function own(name: string, kind: ValueKind, needs: readonly string[], meaning: string): OwnName {
  return { name, field: name, kind, needs, meaning };
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

/** How the values of a field are written, as far as its name says. */
export function kindByName(field: string): ValueKind {
  return ownKind(field) ?? kindOf(describeField(field, ''));
}
