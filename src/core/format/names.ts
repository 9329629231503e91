import { describeField, isKnownField } from '../schema/conn.ts';
import { contextFieldOf } from '../schema/host-field.ts';

/**
 * Under which names a record has Zeek's fields. The three ways of the Elastic Common Schema differ in what they call
 * the same (`source.bytes` is IP bytes in one and payload in another), so a record is read by one of them only.
 */
export type Dialect = 'zeek' | 'elastic' | 'security-onion' | 'corelight';

/** How a value becomes a cell. */
export type Reading = 'time' | 'seconds' | 'nanoseconds' | 'number' | 'bool' | 'lower' | 'text' | 'set';

export interface Meaning {
  readonly field: string;
  readonly reading: Reading;
  /** Of several names of a field in one record the one with the lowest counts; 0 is Zeek's own. */
  readonly rank: number;
}

/**
 * Every name under which others write a field of Zeek's, the one to prefer first where a record has several. Sources:
 * scope separators and field name maps of Zeek, Corelight, Splunk's and Sentinel's add-ons, OCSF, Humio, UWF-ZeekData22
 * and 24, TON_IoT.
 */
export const otherNames: Readonly<Record<string, readonly string[]>> = {
  ts: ['_time', '@timestamp', 'TimeGenerated', 'datetime'],
  uid: ['connection_info.uid'],
  'id.orig_h': ['id_orig_h', 'id:orig_h', 'orig_h', 'src_ip_zeek', 'src_ip', 'src_endpoint.ip', 'src'],
  'id.orig_p': ['id_orig_p', 'id:orig_p', 'orig_p', 'src_port_zeek', 'src_port', 'src_endpoint.port'],
  'id.resp_h': [
    'id_resp_h',
    'id:resp_h',
    'resp_h',
    'dest_ip_zeek',
    'dst_ip_zeek',
    'dest_ip',
    'dst_ip',
    'dst_endpoint.ip',
    'dest',
    'dst',
  ],
  'id.resp_p': [
    'id_resp_p',
    'id:resp_p',
    'resp_p',
    'dest_port_zeek',
    'dst_port_zeek',
    'dest_port',
    'dst_port',
    'dst_endpoint.port',
  ],
  proto: ['transport'],
  orig_bytes: ['src_bytes', 'bytes_out', 'traffic.bytes_out'],
  resp_bytes: ['dst_bytes', 'dest_bytes', 'bytes_in', 'traffic.bytes_in'],
  orig_pkts: ['src_pkts', 'packets_out', 'traffic.packets_out'],
  resp_pkts: ['dst_pkts', 'dest_pkts', 'packets_in', 'traffic.packets_in'],
  orig_ip_bytes: ['src_ip_bytes'],
  resp_ip_bytes: ['dst_ip_bytes', 'dest_ip_bytes'],
};

/** Field and place among its other names, by name. */
const aliases: ReadonlyMap<string, { readonly field: string; readonly rank: number }> = new Map(
  Object.entries(otherNames).flatMap(([field, names]) =>
    names.map((name, i) => [name, { field, rank: i + 1 }] as const),
  ),
);

/** What the three have in common. */
const shared: Readonly<Record<string, string>> = {
  '@timestamp': 'ts',
  'source.ip': 'id.orig_h',
  'source.address': 'id.orig_h',
  'source.port': 'id.orig_p',
  'destination.ip': 'id.resp_h',
  'destination.address': 'id.resp_h',
  'destination.port': 'id.resp_p',
  'network.transport': 'proto',
  'network.protocol': 'service',
  'network.application': 'service',
  'network.community_id': 'community_id',
  'event.duration': 'duration',
  'log.id.uid': 'uid',
  'event.id': 'uid',
  'source.packets': 'orig_pkts',
  'destination.packets': 'resp_pkts',
  'log.id.tunnel_parents': 'tunnel_parents',
};

/** Sources: elastic/integrations zeek.connection, securityonion zeek.conn, corelight/ecs-mapping (names only). */
const dialects: Readonly<Record<Exclude<Dialect, 'zeek'>, Readonly<Record<string, string>>>> = {
  elastic: {
    ...shared,
    'zeek.session_id': 'uid',
    'zeek.connection.icmp.type': 'id.orig_p',
    'zeek.connection.icmp.code': 'id.resp_p',
    'source.bytes': 'orig_ip_bytes',
    'destination.bytes': 'resp_ip_bytes',
    'zeek.connection.state': 'conn_state',
    'zeek.connection.history': 'history',
    'zeek.connection.missed_bytes': 'missed_bytes',
    'zeek.connection.local_orig': 'local_orig',
    'zeek.connection.local_resp': 'local_resp',
    'zeek.connection.vlan': 'vlan',
    'zeek.connection.inner_vlan': 'inner_vlan',
    'source.mac': 'orig_l2_addr',
    'destination.mac': 'resp_l2_addr',
  },
  'security-onion': {
    ...shared,
    'client.bytes': 'orig_bytes',
    'server.bytes': 'resp_bytes',
    'client.ip_bytes': 'orig_ip_bytes',
    'server.ip_bytes': 'resp_ip_bytes',
    'client.packets': 'orig_pkts',
    'server.packets': 'resp_pkts',
    'connection.state': 'conn_state',
    'connection.history': 'history',
    'connection.bytes.missed': 'missed_bytes',
    'connection.local.originator': 'local_orig',
    'connection.local.responder': 'local_resp',
    'network.vlan.id': 'vlan',
  },
  corelight: {
    ...shared,
    'source.bytes': 'orig_bytes',
    'destination.bytes': 'resp_bytes',
    'source.ip_bytes': 'orig_ip_bytes',
    'destination.ip_bytes': 'resp_ip_bytes',
    conn_state: 'conn_state',
    'network.connection.history': 'history',
    'network.missed_bytes': 'missed_bytes',
    'conn.local_orig': 'local_orig',
    'conn.local_resp': 'local_resp',
    'source.mac': 'orig_l2_addr',
    'destination.mac': 'resp_l2_addr',
  },
};

/** Words that only one dialect has. */
const marks: readonly (readonly [Dialect, RegExp])[] = [
  ['elastic', /^zeek\.(connection\.|session_id$)/],
  ['security-onion', /^(client\.(ip_)?bytes|server\.(ip_)?bytes|connection\.(state|history|local\.)|client\.packets)/],
  ['corelight', /^(source\.ip_bytes|destination\.ip_bytes|network\.(connection\.history|missed_bytes)|conn\.local_)/],
];

/** The dialect that a name tells, null when others have it too. */
export function dialectOf(name: string): Dialect | null {
  const bare = withoutEnding(name);
  return marks.find(([, mark]) => mark.test(bare))?.[0] ?? null;
}

/**
 * Whether names are those of the Elastic Common Schema, in all dialects; a log with Zeek's hosts may have them beside.
 */
export function areOfCommonSchema(names: readonly string[]): boolean {
  const bare = names.map(withoutEnding);
  if (bare.some((name) => ['id.orig_h', 'id.resp_h'].includes(namedBy(name, 'zeek')?.field ?? ''))) return false;
  return bare.includes('source.ip') || bare.includes('destination.ip');
}

/**
 * What a name stands for; names that are not known keep themselves. Endings that stores put behind names are left out
 * where the rest is known: Sentinel's types and zones (`ts_t [UTC]`), Elasticsearch's (`proto.keyword`).
 */
export function meaningOf(written: string, dialect: Dialect): Meaning {
  const name = contextFieldOf(written);
  const found = namedBy(name, dialect) ?? namedBy(withoutEnding(name), dialect) ?? namedBy(name.toLowerCase(), dialect);
  const field = found?.field ?? name;
  // A name that the dialect does not have is Zeek's own, and so are its units.
  return { field, reading: readingOf(field, found === null ? 'zeek' : dialect), rank: found?.rank ?? 0 };
}

/** The name that a store had before it put an ending behind it. */
export function withoutEnding(name: string): string {
  return name.replace(/ \[(UTC|GMT|Z)\]$/i, '').replace(/(?<=.)(_[sdtbg]|\.(keyword|raw|text))$/, '');
}

function namedBy(name: string, dialect: Dialect): { readonly field: string; readonly rank: number } | null {
  if (dialect === 'zeek') return aliases.get(name) ?? (isKnownField(name) ? { field: name, rank: 0 } : null);
  const table = dialects[dialect];
  if (!Object.hasOwn(table, name)) return null;
  return { field: table[name], rank: isFirstChoice(name) ? 0 : 1 };
}

/** Of two names of the Elastic Common Schema for the same, the one that holds Zeek's own value. */
function isFirstChoice(name: string): boolean {
  return name.endsWith('.ip') || name === 'zeek.session_id' || name === 'log.id.uid';
}

/** Whether a value is a number, a duration or a time: its text is read by `core/cells`. */
export function isNumeric(reading: string): boolean {
  return reading === 'time' || reading === 'seconds' || reading === 'nanoseconds' || reading === 'number';
}

/** Units that a dialect does not share with Zeek. */
export function isConverted(reading: string): boolean {
  return reading === 'nanoseconds';
}

/** How cells of a field are written in logs of a dialect. */
export function readingOf(field: string, dialect: Dialect): Reading {
  if (field === 'duration') return dialect === 'elastic' || dialect === 'corelight' ? 'nanoseconds' : 'seconds';
  if (field === 'proto') return 'lower';
  const { kind, type } = describeField(field, '');
  if (type === 'time') return 'time';
  if (kind === 'number') return 'number';
  if (type === 'bool') return 'bool';
  return type.startsWith('set') ? 'set' : 'text';
}
