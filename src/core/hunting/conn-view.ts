import { ERROR, ICMP, NEIGHBOUR, NTP_BYTES, TCP, UDP } from '../behaviour/words.ts';
import { failedStates } from '../schema/failed-flow.ts';
import type { Dialect } from '../sql/dialect.ts';
import { FLOWS } from '../sql/flow-source.ts';
import { endsIn255, isIpv6, isToMany, plainAddress } from './address-network.ts';

/**
 * The view of the flows as Behaviour reads them: one row per flow.
 *
 *     source, destination, proto, port     the channel. For ICMP the port is the kind of message: 0 probe, 1 error, 2 neighbour
 *     transport                            1 TCP, 2 UDP, 3 ICMP, 0 others
 *     unscored, answer, failed, large, established      1 or 0
 *     has_time, since_start                seconds since the first flow. 0 for a flow without a time
 *     seconds, sent, received, size        size: of the whole flow for TCP, of its mean packet for others
 *     service                              NULL if none
 */
export const CONN = 'oddflow_conn';
/** The columns of a channel. */
export const CHANNEL = 'source, destination, port, proto';

/** Larger numbers count as this. */
const MOST = 1e15;
const numbers = {
  seconds: 'duration',
  sent: 'orig_bytes',
  received: 'resp_bytes',
  sent_packets: 'orig_pkts',
  received_packets: 'resp_pkts',
  orig_port: 'id.orig_p',
  resp_port: 'id.resp_p',
} as const;
/** The fields that a source must have. */
export const huntingFields: readonly string[] = [
  'ts',
  'id.orig_h',
  'id.resp_h',
  'proto',
  'service',
  'conn_state',
  'history',
  ...Object.values(numbers),
];

/** Statements that create the view `CONN`. */
export function connView(dialect: Dialect): readonly string[] {
  const { name, number, asText, text, double, once } = dialect;
  const cell = (field: string) => `flows.${name(field)}`;
  const label = (field: string) => `nullif(nullif(${asText(cell(field))}, ${text('-')}), ${text('(empty)')})`;
  const clean = (field: string) =>
    `least(${double(MOST)}, greatest(${double(0)}, coalesce(${number(cell(field))}, ${double(0)})))`;
  const cells = [
    `coalesce(${label('id.orig_h')}, ${text('-')}) AS source`,
    `coalesce(${label('id.resp_h')}, ${text('-')}) AS destination`,
    `coalesce(${label('proto')}, ${text('-')}) AS proto`,
    `${label('service')} AS service`,
    `coalesce(${label('conn_state')}, ${text('')}) AS conn_state`,
    `coalesce(${label('history')}, ${text('')}) AS history`,
    `${number(cell('ts'))} AS ts`,
    ...Object.entries(numbers).map(([column, field]) => `${clean(field)} AS ${column}`),
  ];
  const kinds = [
    `CASE proto WHEN ${text('tcp')} THEN ${TCP} WHEN ${text('udp')} THEN ${UDP} ELSE
        CASE WHEN lower(proto) LIKE ${text('%icmp%')} THEN ${ICMP} ELSE 0 END END AS transport`,
    `${plainAddress('destination', dialect)} AS plain`,
  ];
  return dialect.view(
    CONN,
    `SELECT source, destination, proto, port, transport, service, unscored, answer,
  CASE WHEN unscored = 0 AND sent_packets > 0 AND (received_packets = 0 OR conn_state IN (${failedStates.map(text).join(', ')}))
    THEN 1 ELSE 0 END AS failed,
  CASE WHEN sent > ${NTP_BYTES} AND CASE WHEN sent_packets > 1 THEN sent / sent_packets ELSE sent END > ${NTP_BYTES}
    THEN 1 ELSE 0 END AS large,
  CASE WHEN unscored = 0 AND answer = 0 AND received_packets > 0 AND sent + received > 0 AND NOT (${isReversed(dialect)})
    THEN 1 ELSE 0 END AS established,
  CASE WHEN ts IS NULL THEN 0 ELSE 1 END AS has_time, coalesce(ts - first_ts, ${double(0)}) AS since_start,
  seconds, sent, received,
  CASE WHEN sent_packets > 1 AND transport <> ${TCP} THEN sent / sent_packets ELSE sent END AS size
FROM (
  SELECT ported.*,
    CASE WHEN ${isUnscored(dialect)} THEN 1 ELSE 0 END AS unscored,
    CASE WHEN transport = ${ICMP} AND port = ${ERROR} THEN 1 ELSE 0 END AS answer
  FROM (
    SELECT kinds.*, CASE WHEN transport = ${ICMP} THEN ${icmpPort(dialect)} ELSE resp_port END AS port
    FROM (
      SELECT cells.*,
        ${kinds.join(',\n        ')}
      FROM (
        SELECT ${cells.join(',\n          ')}
        FROM ${FLOWS} AS flows${once}
      ) AS cells${once}
    ) AS kinds${once}
  ) AS ported${once}
) AS scored
CROSS JOIN (SELECT min(${number(cell('ts'))}) AS first_ts FROM ${FLOWS} AS flows) AS starts`,
  );
}

/** The kind of an ICMP message from its type, as `icmpKind`. */
function icmpPort(dialect: Dialect): string {
  const v6 = `CASE WHEN orig_port < 5 THEN ${ERROR} WHEN orig_port >= 130 AND orig_port < 160 THEN ${NEIGHBOUR} ELSE 0 END`;
  const v4 = `CASE WHEN orig_port IN (3, 4, 5, 11, 12) THEN ${ERROR} ELSE 0 END`;
  return `CASE WHEN ${isIpv6('plain', dialect)} THEN ${v6} ELSE ${v4} END`;
}

function isUnscored(dialect: Dialect): string {
  const toAll = `(transport <> ${TCP} AND ${endsIn255('plain', dialect)})`;
  return `${isToMany('plain', dialect)} OR ${toAll} OR (transport = ${ICMP} AND port = ${NEIGHBOUR})`;
}

/** A TCP flow that was seen from its answer on: Zeek then takes the server for the source. */
function isReversed({ text }: Dialect): string {
  return `transport = ${TCP} AND history <> ${text('')} AND history NOT LIKE ${text('%S%')} AND port > 1023 AND orig_port < port`;
}
