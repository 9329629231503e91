import { KNOWN_BYTES } from '../behaviour/cold-targets.ts';
import {
  alwaysInfrastructure,
  ICMP,
  infrastructurePorts,
  isCallPort,
  isWebPort,
  logInPorts,
  TCP,
  UDP,
} from '../behaviour/words.ts';
import type { Dialect } from '../sql/dialect.ts';
import { networkOf, partsOf, plainAddress } from './address-network.ts';
import { CHANNEL, CONN } from './conn-view.ts';

/**
 * The view of the channels: source, destination, port and protocol, with the totals of their flows.
 *
 *     flows, failed, with_data, sent, received, seconds, longest      totals
 *     log_sizes, log_squares                                         sums of ln(1 + size) and of its square
 *     first_start, last_start                                        seconds since the log's first flow
 *     unscored, answer, infrastructure, established, failing, web, calls, log_in, inside      1 or 0
 *     known      1 if the source received at least 1 kB from the destination on other channels
 */
export const CHANNELS = 'oddflow_channels';

/** Statements that create the view `CHANNELS`. */
export function channelsView(dialect: Dialect): readonly string[] {
  const flag = (condition: string, column: string) => `CASE WHEN ${condition} THEN 1 ELSE 0 END AS ${column}`;
  const among = (ports: Iterable<number>) => `(${[...ports].join(', ')})`;
  const call = Array.from({ length: 65_536 }, (_, port) => port).filter((port) => isCallPort(UDP, port));
  const web = Array.from({ length: 1024 }, (_, port) => port).filter(isWebPort);
  const isOwn = `(service IS NOT NULL OR port IN ${among(alwaysInfrastructure)} OR (port = 123 AND large = 0))`;
  const infrastructure = `unscored = 1 OR answer = 1 OR (transport = ${UDP} AND port IN ${among(infrastructurePorts)} AND ${isOwn})`;
  const answered = `CASE WHEN unscored = 0 AND transport <> ${ICMP} THEN received ELSE 0 END`;
  const ofPair = `sum(${answered}) OVER (PARTITION BY source, destination)`;
  const flags = [
    flag(infrastructure, 'infrastructure'),
    flag('failed = flows AND unscored = 0 AND answer = 0', 'failing'),
    flag(`transport <> ${ICMP} AND port IN ${among(web)}`, 'web'),
    flag(`transport = ${UDP} AND port IN ${among(call)}`, 'calls'),
    flag(`transport = ${TCP} AND port IN ${among(logInPorts)}`, 'log_in'),
    flag(`${ofPair} - ${answered} >= ${KNOWN_BYTES}`, 'known'),
    flag(`${networkOf('from_plain', 'f', dialect)}\n    = ${networkOf('to_plain', 't', dialect)}`, 'inside'),
  ];
  const { once } = dialect;
  return dialect.view(
    CHANNELS,
    `SELECT ${CHANNEL}, transport, service, unscored, answer, established,
  flows, failed, with_data, first_start, last_start, seconds, longest, sent, received, log_sizes, log_squares,
  ${flags.join(',\n  ')}
FROM (
  SELECT plain.*,
    ${[...partsOf('from_plain', 'f', dialect), ...partsOf('to_plain', 't', dialect)].join(',\n    ')}
  FROM (
    SELECT totals.*,
      ${plainAddress('source', dialect)} AS from_plain,
      ${plainAddress('destination', dialect)} AS to_plain
    FROM (
      SELECT ${CHANNEL}, ${totals.join(', ')}
      FROM ${CONN} AS conn
      GROUP BY ${CHANNEL}
    ) AS totals${once}
  ) AS plain${once}
) AS parts`,
  );
}

/** The view's columns by aggregates of the flows' columns. ClickHouse would take an alias for a column of the same name. */
const totals = [
  'max(conn.transport) AS transport',
  'min(conn.service) AS service',
  'max(conn.unscored) AS unscored',
  'max(conn.answer) AS answer',
  'max(conn.established) AS established',
  'max(conn.large) AS large',
  'count(*) AS flows',
  'sum(conn.failed) AS failed',
  'sum(CASE WHEN conn.sent > 0 THEN 1 ELSE 0 END) AS with_data',
  'min(conn.since_start) AS first_start',
  'max(conn.since_start) AS last_start',
  'sum(ln(1 + conn.size)) AS log_sizes',
  'sum(ln(1 + conn.size) * ln(1 + conn.size)) AS log_squares',
  'sum(conn.seconds) AS seconds',
  'max(conn.seconds) AS longest',
  'sum(conn.sent) AS sent',
  'sum(conn.received) AS received',
];
