import { describeField } from '../schema/conn.ts';
import { contextFieldOf } from '../schema/host-field.ts';

/**
 * Under which names a record has Zeek's fields. The three ways of the Elastic Common Schema differ in what they call the same
 * (`source.bytes` is IP bytes in one and payload in another), so a record is read by one of them only.
 */
export type Dialect = 'zeek' | 'elastic' | 'security-onion' | 'corelight';

/** How a value becomes a cell. */
export type Reading = 'time' | 'seconds' | 'nanoseconds' | 'number' | 'bool' | 'lower' | 'text' | 'set';

export interface Meaning {
  readonly field: string;
  readonly reading: Reading;
}

/** Other names of Zeek's fields: scope separators, field name maps, Corelight's and Splunk's renamings. */
const aliases: Readonly<Record<string, string>> = {
  id_orig_h: 'id.orig_h',
  id_orig_p: 'id.orig_p',
  id_resp_h: 'id.resp_h',
  id_resp_p: 'id.resp_p',
  'id:orig_h': 'id.orig_h',
  'id:orig_p': 'id.orig_p',
  'id:resp_h': 'id.resp_h',
  'id:resp_p': 'id.resp_p',
  src: 'id.orig_h',
  src_ip: 'id.orig_h',
  src_port: 'id.orig_p',
  dst: 'id.resp_h',
  dst_ip: 'id.resp_h',
  dst_port: 'id.resp_p',
  dest: 'id.resp_h',
  dest_ip: 'id.resp_h',
  dest_port: 'id.resp_p',
  'src_endpoint.ip': 'id.orig_h',
  'src_endpoint.port': 'id.orig_p',
  'dst_endpoint.ip': 'id.resp_h',
  'dst_endpoint.port': 'id.resp_p',
  'connection_info.uid': 'uid',
  'traffic.bytes_out': 'orig_bytes',
  'traffic.bytes_in': 'resp_bytes',
  bytes_out: 'orig_bytes',
  bytes_in: 'resp_bytes',
  packets_out: 'orig_pkts',
  packets_in: 'resp_pkts',
  transport: 'proto',
  _time: 'ts',
  '@timestamp': 'ts',
  TimeGenerated: 'ts',
};

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
  return marks.find(([, mark]) => mark.test(name))?.[0] ?? null;
}

/** What a name stands for; names that are not known keep themselves. */
export function meaningOf(written: string, dialect: Dialect): Meaning {
  const name = contextFieldOf(written);
  const table = dialect === 'zeek' ? aliases : dialects[dialect];
  const field = Object.hasOwn(table, name) ? table[name] : name;
  return { field, reading: readingOf(field, dialect) };
}

/** Whether a value is a number, a duration or a time: its text is read by `core/cells`. */
export function isNumeric(reading: Reading): boolean {
  return reading === 'time' || reading === 'seconds' || reading === 'nanoseconds' || reading === 'number';
}

/** Units that a dialect does not share with Zeek. */
export function isConverted(reading: Reading): boolean {
  return reading === 'nanoseconds';
}

function readingOf(field: string, dialect: Dialect): Reading {
  if (field === 'duration') return dialect === 'elastic' || dialect === 'corelight' ? 'nanoseconds' : 'seconds';
  if (field === 'proto') return 'lower';
  const { kind, type } = describeField(field, '');
  if (type === 'time') return 'time';
  if (kind === 'number') return 'number';
  if (type === 'bool') return 'bool';
  return type.startsWith('set') ? 'set' : 'text';
}
