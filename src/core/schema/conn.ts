import type { ColumnKind } from '../table/table-builder.ts';
import type { Field, FieldKind } from './field.ts';
import { isContextField } from './host-field.ts';

interface Known {
  readonly type: string;
  readonly unit?: Field['unit'];
  readonly meaning: string;
  /** Hidden by default. */
  readonly hidden?: true;
  /** The values are names that Zeek defines. Filters ignore their letter case. */
  readonly names?: true;
  /** Nearly every row has its own value, so the column is not kept: it is read from the file on demand. */
  readonly text?: true;
}

/** Fields of conn.log. Types are those of Zeek 8; source: Zeek's base/protocols/conn/main.zeek, reworded. */
const known: Readonly<Record<string, Known>> = {
  ts: { type: 'time', unit: 'epoch', meaning: 'When the first packet was seen.' },
  uid: { type: 'string', text: true, hidden: true, meaning: 'Name of the flow, the same in every log of the sensor.' },
  'id.orig_h': { type: 'addr', meaning: 'Source: the address that opened the connection.' },
  'id.orig_p': { type: 'port', meaning: 'Port of the source. For ICMP, the message type.' },
  'id.resp_h': { type: 'addr', meaning: 'Destination: the address that was contacted.' },
  'id.resp_p': { type: 'port', meaning: 'Port of the destination. For ICMP, the message code.' },
  proto: { type: 'enum', names: true, meaning: 'Transport protocol.' },
  service: { type: 'string', names: true, meaning: 'Application protocol that Zeek recognised by its content.' },
  duration: {
    type: 'interval',
    unit: 'seconds',
    meaning: 'From the first packet to the last. Unset for a single packet.',
  },
  orig_bytes: { type: 'count', unit: 'bytes', meaning: 'Payload bytes that the source sent.' },
  resp_bytes: { type: 'count', unit: 'bytes', meaning: 'Payload bytes that the destination sent.' },
  conn_state: { type: 'string', names: true, meaning: 'How the connection began and ended.' },
  local_orig: {
    type: 'bool',
    names: true,
    hidden: true,
    meaning: 'Whether the source is in a local network of the sensor.',
  },
  local_resp: {
    type: 'bool',
    names: true,
    hidden: true,
    meaning: 'Whether the destination is in a local network of the sensor.',
  },
  missed_bytes: {
    type: 'count',
    unit: 'bytes',
    hidden: true,
    meaning: 'Bytes that the sensor did not see. When large, the payload counts are estimates.',
  },
  history: {
    type: 'string',
    meaning: 'What was seen, a letter each: capitals from the source, small from the destination.',
  },
  orig_pkts: { type: 'count', unit: 'packets', meaning: 'Packets that the source sent.' },
  orig_ip_bytes: {
    type: 'count',
    unit: 'bytes',
    meaning: 'Bytes that the source sent, IP headers and retransmissions included.',
  },
  resp_pkts: { type: 'count', unit: 'packets', meaning: 'Packets that the destination sent.' },
  resp_ip_bytes: {
    type: 'count',
    unit: 'bytes',
    meaning: 'Bytes that the destination sent, IP headers and retransmissions included.',
  },
  'id.ctx.vlan': { type: 'int', meaning: 'Outer VLAN. The same address in another VLAN is another host.' },
  'id.ctx.inner_vlan': { type: 'int', meaning: 'Inner VLAN. The same address in another VLAN is another host.' },
  failed_service: {
    type: 'set[string]',
    meaning: 'Protocols that Zeek gave up on, since the flow did not keep to them.',
  },
  service_violation: {
    type: 'set[string]',
    meaning: 'Protocols that Zeek had recognised and the flow then did not keep to.',
  },
  speculative_service: {
    type: 'set[string]',
    hidden: true,
    meaning: 'Protocols that a signature suggests and that Zeek could not confirm.',
  },
  tunnel_parents: { type: 'set[string]', hidden: true, meaning: 'Flows that carried this one in a tunnel.' },
  ip_proto: { type: 'count', hidden: true, meaning: 'IP protocol number: 1 ICMP, 6 TCP, 17 UDP, 58 ICMPv6.' },
  ip_proto_name: { type: 'string', names: true, hidden: true, meaning: 'IP protocol by name.' },
  vlan: { type: 'int', hidden: true, meaning: 'Outer VLAN.' },
  inner_vlan: { type: 'int', hidden: true, meaning: 'Inner VLAN.' },
  orig_l2_addr: { type: 'string', hidden: true, meaning: 'MAC address of the source.' },
  resp_l2_addr: { type: 'string', hidden: true, meaning: 'MAC address of the destination.' },
  pppoe_session_id: { type: 'count', hidden: true, meaning: 'PPPoE session that carried the flow.' },
  community_id: {
    type: 'string',
    text: true,
    hidden: true,
    meaning: 'Id of the flow (Community ID). Other tools compute the same one.',
  },
  label: { type: 'string', meaning: 'Label that somebody gave the flow. Never used for scores.' },
  detailedlabel: { type: 'string', meaning: 'Label in detail. Never used for scores.' },
  'detailed-label': { type: 'string', meaning: 'Label in detail. Never used for scores.' },
  label_binary: { type: 'string', meaning: 'Whether somebody labelled the flow as an attack. Never used for scores.' },
  label_tactic: { type: 'string', meaning: 'ATT&CK tactic that somebody gave the flow. Never used for scores.' },
  label_technique: { type: 'string', meaning: 'ATT&CK technique that somebody gave the flow. Never used for scores.' },
  label_cve: { type: 'string', meaning: 'Vulnerability that somebody gave the flow. Never used for scores.' },
};

/** The feature columns of zeek_anomaly_detector 0.2, in its order. Without them the default detector cannot score. */
export const neededFields: readonly string[] = [
  'duration',
  'orig_bytes',
  'id.resp_p',
  'resp_bytes',
  'orig_ip_bytes',
  'resp_pkts',
  'resp_ip_bytes',
];

/** Whether it is a field of Zeek's conn.log. Types of fields from sites and shippers are guesses. */
export function isKnownField(name: string): boolean {
  return Object.hasOwn(known, name);
}

/** Whether the values of a field are names that Zeek defines, such as `tcp` and `S0`. Judged by the field's name. */
export function holdsNames(name: string): boolean {
  return Object.hasOwn(known, name) && known[name].names === true;
}

/** Columns that Oddflow's exports add. When an export is read again, these fields are dropped. */
export const addedColumns: readonly string[] = ['rank', 'row', 'file', 'score', 'anomaly'];

/** Fields of conn.log in Zeek's order. */
export const connOrder: readonly string[] = Object.keys(known);

/** Type, unit and meaning of a field, given the type that the log states (empty if none). */
export function describeField(name: string, statedType: string): Field {
  const entry = Object.hasOwn(known, name) ? known[name] : undefined;
  const type = typeOf(entry?.type ?? '', statedType);
  return {
    name,
    type,
    kind: fieldKind(name, type),
    unit: entry?.unit ?? (type === 'time' ? 'epoch' : type === 'interval' ? 'seconds' : ''),
    meaning:
      entry?.meaning ?? (isContextField(name) ? 'Context. The same address in another one is another host.' : ''),
    shown: isContextField(name) || (entry !== undefined && entry.hidden !== true),
  };
}

/** How a field's column is stored. */
export function columnKind(name: string, statedType: string): ColumnKind {
  const { kind, type } = describeField(name, statedType);
  if (kind !== 'number') return kind;
  return wholeTypes.has(type) ? 'count' : 'double';
}

/** The stated type if its cells are read as those of our type, otherwise our type: `#types` lines can be wrong. */
function typeOf(known: string, stated: string): string {
  if (known === '') return stated === '' ? 'string' : stated;
  return stated !== '' && classOf(stated) === classOf(known) ? stated : known;
}

/** How cells of a type are read: numbers by their type, all others as `text`. */
function classOf(type: string): string {
  return numberTypes.has(type) ? type : 'text';
}

const wholeTypes = new Set(['count', 'int', 'port']);
/** Types whose cells are numbers. */
export const numberTypes: ReadonlySet<string> = new Set(['time', 'interval', 'double', ...wholeTypes]);

function fieldKind(name: string, type: string): FieldKind {
  // Contexts are compared, never counted. As labels they are equal in all formats.
  if (isContextField(name)) return 'category';
  if (numberTypes.has(type)) return 'number';
  return Object.hasOwn(known, name) && known[name].text === true ? 'text' : 'category';
}
