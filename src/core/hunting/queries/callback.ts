import { FTP_DATA, IDENT, LEAST_SECONDS } from '../../behaviour/parts/callbacks.ts';
import { TCP } from '../../behaviour/words.ts';
import { CHANNELS } from '../channels-view.ts';
import { CONN } from '../conn-view.ts';
import { type HuntingQuery, listOf } from '../hunting-query.ts';

const keys = ['source', 'destination'];

export const callback: HuntingQuery = {
  part: 'callback',
  keys,
  lists:
    'first TCP contact of a host with a host of another network, seconds: time since the last answered TCP request of another network to it, ' +
    'requests: how many of these it got. From one request before the contact. Flows without a time are left out',
  lacks: 'the span of the log, and the corrections',
  query: (dialect, top) => {
    const { double, text, once } = dialect;
    const contacts = between(
      'conn.source AS host, conn.destination AS other, min(conn.since_start) AS began, 0 AS is_request',
      `channels.port <> ${IDENT} AND coalesce(channels.service, ${text('')}) <> ${text(FTP_DATA)}\n      GROUP BY conn.source, conn.destination`,
    );
    const requests = between(
      `conn.destination AS host, ${text('')} AS other, conn.since_start AS began, 1 AS is_request`,
      'conn.failed = 0 AND channels.established = 1',
    );
    return listOf(
      `  SELECT host AS source, other AS destination, greatest(${double(LEAST_SECONDS)}, began - request) AS seconds, requests
  FROM (
    SELECT host, other, began, is_request,
      max(CASE WHEN is_request = 1 THEN began END) OVER
        (PARTITION BY host ORDER BY began, is_request DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS request,
      sum(is_request) OVER (PARTITION BY host) AS requests
    FROM (
      ${contacts}
      UNION ALL
      ${requests}${once}
    ) AS events${once}
  ) AS timed
  WHERE is_request = 0 AND request IS NOT NULL`,
      { keys, columns: ['seconds', 'requests'], where: 'requests > 0', by: ['0 - seconds * requests'], top },
    );
  },
};

/** Flows with a time of TCP channels between networks. */
function between(columns: string, where: string): string {
  return `SELECT ${columns}
      FROM ${CONN} AS conn
      JOIN ${CHANNELS} AS channels
        ON conn.source = channels.source AND conn.destination = channels.destination
        AND conn.port = channels.port AND conn.proto = channels.proto
      WHERE conn.has_time = 1 AND channels.transport = ${TCP} AND channels.inside = 0
        AND channels.unscored = 0 AND channels.answer = 0 AND channels.infrastructure = 0 AND ${where}`;
}
