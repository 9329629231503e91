import { CHANNELS } from '../channels-view.ts';
import { type HuntingQuery, listOf, within } from '../hunting-query.ts';

export const spread: HuntingQuery = {
  part: 'spread',
  keys: ['source', 'port', 'proto'],
  lists:
    'hosts that a source contacted on a port, known: those from which it received 1 kB otherwise, usual: the median of hosts, alone: hosts of its own network on a log-in port that nobody ' +
    'else contacts there, brevity: 1 if each host is used briefly and all within a short time. Without ports 53, 80, 443',
  lacks: 'rounds of log-ins, the tails of the numbers of hosts, over all and on the port, and the corrections',
  query: (dialect, top) => {
    const { double, once, quantile } = dialect;
    const transience = within('1 - used / (hosts * span)', 0, 1, dialect);
    const range = `((last_first - first_first) / ${double(3 * 3600)})`;
    return listOf(
      `  SELECT brief.*, ${transience} * ${transience} / sqrt(1 + ${range} * ${range}) AS brevity
  FROM (
    SELECT entities.*, norms.usual, spans.span
    FROM (
${contacts}
    ) AS entities
    CROSS JOIN (
      SELECT floor(exp(${quantile(`ln(${double(1)} * hosts)`, 0.5)}) + ${double(0.5)}) AS usual
      FROM (
${contacts}
      ) AS peers
      WHERE is_out = 0
    ) AS norms
    CROSS JOIN (SELECT greatest(${double(1)}, max(last_start)) AS span FROM ${CHANNELS}) AS spans
    WHERE is_out = 0${once}
  ) AS brief`,
      {
        keys: spread.keys,
        columns: ['hosts', 'known', 'usual', 'alone', 'flows', 'brevity'],
        where: 'infrastructure = 0 AND hosts > 1',
        by: ['hosts * brevity'],
        top,
      },
    );
  },
};

/** Sources on ports, with their hosts and when these were used. */
const contacts = `    SELECT source, port, proto, count(*) AS hosts, sum(channels.known) AS known, sum(channels.flows) AS flows,
      min(channels.infrastructure) AS infrastructure, max(CASE WHEN unscored = 1 OR answer = 1 THEN 1 ELSE 0 END) AS is_out,
      sum(CASE WHEN log_in = 1 AND service_sources = 1 AND inside = 1 THEN 1 ELSE 0 END) AS alone,
      sum(last_start - first_start) AS used, min(first_start) AS first_first, max(first_start) AS last_first
    FROM (
      SELECT every.*, count(*) OVER (PARTITION BY destination, port, proto) AS service_sources
      FROM ${CHANNELS} AS every
    ) AS channels
    WHERE web = 0 AND port <> 53
    GROUP BY source, port, proto`;
