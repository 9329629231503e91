import { TCP } from '../../behaviour/words.ts';
import { CHANNELS } from '../channels-view.ts';
import { CHANNEL, CONN } from '../conn-view.ts';
import { type HuntingQuery, listOf } from '../hunting-query.ts';

const pairs = `  SELECT source, destination, infrastructure, sum(channels.sent) AS sent, sum(channels.received) AS received,
    sum(channels.flows) AS flows
  FROM ${CHANNELS} AS channels
  WHERE unscored = 0
  GROUP BY source, destination, infrastructure`;
const keys = ['source', 'destination', 'infrastructure'];
const lacks =
  'the tail of the bytes of all pairs, the rarity of the port, the number of sources of the destination, and the corrections';

export const upload: HuntingQuery = {
  part: 'upload',
  keys,
  lists:
    'payload bytes that a source sent to a destination and received from it. From 30 kB, and more than a quarter of those received. ' +
    'Infrastructure apart (1)',
  lacks,
  query: (_, top) =>
    listOf(pairs, {
      keys,
      columns: ['sent', 'received', 'flows'],
      where: 'sent > 30000 AND 4 * sent > received',
      by: ['sent - received'],
      top,
    }),
};

export const download: HuntingQuery = {
  part: 'download',
  keys,
  lists:
    'payload bytes that a source received from a destination and sent to it. From 300 kB. Infrastructure apart (1)',
  lacks,
  query: (_, top) =>
    listOf(pairs, { keys, columns: ['received', 'sent', 'flows'], where: 'received > 300000', by: ['received'], top }),
};

export const size: HuntingQuery = {
  part: 'size',
  keys: ['source', 'destination', 'port', 'proto'],
  lists:
    'sent: the largest flow of a channel in payload bytes for TCP, the largest mean packet of a flow for others, mean: the geometric mean ' +
    'of 1 + size less 1, over flows with data. UDP and ICMP first',
  lacks:
    'the usual size of the service, a histogram in which a busy channel counts at most 32 flows, with known sizes of DNS and ping, and the ' +
    'corrections',
  query: (_, top) =>
    listOf(
      `  SELECT ${CHANNEL}, max(conn.size) AS sent, sum(CASE WHEN conn.sent > 0 THEN 1 ELSE 0 END) AS flows,
    max(CASE WHEN conn.transport = ${TCP} THEN 0 ELSE 1 END) AS by_packet, max(conn.unscored) AS unscored, max(conn.answer) AS answer,
    exp(sum(ln(1 + conn.size)) / nullif(sum(CASE WHEN conn.sent > 0 THEN 1 ELSE 0 END), 0)) - 1 AS mean
  FROM ${CONN} AS conn
  GROUP BY ${CHANNEL}`,
      {
        keys: size.keys,
        columns: ['sent', 'mean', 'flows'],
        where: 'sent > 0 AND unscored = 0 AND answer = 0',
        by: ['by_packet', 'sent'],
        top,
      },
    ),
};
