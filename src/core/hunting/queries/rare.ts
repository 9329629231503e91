import { CHANNELS } from '../channels-view.ts';
import { type HuntingQuery, listOf } from '../hunting-query.ts';

const keys = ['source', 'destination', 'port', 'proto'];

export const rare: HuntingQuery = {
  part: 'rare',
  keys,
  lists:
    'hosts: destinations that serve the port of a channel, of_hosts: all destinations. Channels with data and an answer, without ports 80, ' +
    '443 and those of call relays. Fewest hosts first',
  lacks: 'the share of sources that use the port, a service on an unusual port, and the corrections',
  query: ({ once }, top) =>
    listOf(
      `  SELECT ${keys.map((key) => `channels.${key} AS ${key}`).join(', ')}, served.hosts AS hosts,
    greatest(2, totals.of_hosts) AS of_hosts, totals.of_hosts - served.hosts AS without
  FROM ${CHANNELS} AS channels
  JOIN (
    SELECT port, proto, count(DISTINCT destination) AS hosts
    FROM ${CHANNELS} AS every
    WHERE unscored = 0
    GROUP BY port, proto
  ) AS served ON served.port = channels.port AND served.proto = channels.proto
  CROSS JOIN (
    SELECT count(DISTINCT destination) AS of_hosts FROM ${CHANNELS} AS every WHERE unscored = 0
  ) AS totals
  WHERE channels.established = 1 AND channels.web = 0 AND channels.calls = 0${once}`,
      { keys, columns: ['hosts', 'of_hosts'], where: 'hosts < of_hosts', by: ['without'], top },
    ),
};
