import { LEAST_FAILING } from '../../behaviour/surprise.ts';
import { ICMP } from '../../behaviour/words.ts';
import { CHANNELS } from '../channels-view.ts';
import { chernoff, type HuntingQuery, listOf, within } from '../hunting-query.ts';

const lacks = 'the corrections for the number of entities, of tests and of flows';
const enough = `failed >= ${LEAST_FAILING}`;
/** The weight of a scan of infrastructure. */
const HALVED = 0.3;

export const scanH: HuntingQuery = {
  part: 'scan_h',
  keys: ['source', 'port', 'proto'],
  lists:
    'hosts that a source tried on a port, known: those from which it received 1 kB otherwise, failed: those of the others to which all ' +
    'flows failed, elsewhere: the share of other targets that fail, unusual: -log10 p. From 3 failed hosts more than half of the known',
  lacks,
  query: (dialect, top) => {
    const { double, once } = dialect;
    const everywhere = `(all_failed - every_failed + ${double(1)}) / greatest(all_hosts - hosts + ${double(10)}, ${double(1)})`;
    const onPort = `(port_failed - every_failed + 3 * everywhere) / (port_hosts - hosts + ${double(3)})`;
    const bound = chernoff(`(failed - known / ${double(2)})`, '(hosts - known)', 'elsewhere', dialect);
    return listOf(
      `  SELECT expected.*, CASE WHEN infrastructure = 1 THEN ${double(HALVED)} ELSE ${double(1)} END * ${bound} AS unusual
  FROM (
    SELECT shares.*, ${within(`greatest(everywhere, ${onPort})`, 0.03, 0.97, dialect)} AS elsewhere
    FROM (
      SELECT sums.*, ${everywhere} AS everywhere
      FROM (
        SELECT counts.*,
          sum(hosts) OVER (PARTITION BY port, proto) AS port_hosts, sum(every_failed) OVER (PARTITION BY port, proto) AS port_failed,
          sum(hosts) OVER () AS all_hosts, sum(every_failed) OVER () AS all_failed
        FROM (
          SELECT source, port, proto, count(*) AS hosts, sum(channels.failing) AS every_failed, sum(channels.flows) AS flows,
            sum(channels.known) AS known, sum(CASE WHEN channels.known = 0 THEN channels.failing ELSE 0 END) AS failed,
            min(channels.infrastructure) AS infrastructure
          FROM ${CHANNELS} AS channels
          WHERE unscored = 0
          GROUP BY source, port, proto
        ) AS counts
      ) AS sums${once}
    ) AS shares${once}
  ) AS expected${once}`,
      {
        keys: scanH.keys,
        columns: ['hosts', 'failed', 'known', 'flows', 'elsewhere', 'unusual'],
        where: `failed - known / ${double(2)} >= ${LEAST_FAILING}`,
        by: ['unusual', 'failed'],
        top,
      },
    );
  },
};

export const scanV: HuntingQuery = {
  part: 'scan_v',
  keys: ['source', 'destination', 'infrastructure'],
  lists:
    'ports of a destination that a source tried, failed: those on which all flows failed, unusual: -log10 p. Infrastructure apart (1). ' +
    'From 3 failed ports',
  lacks,
  query: (dialect, top) => {
    const { double, once } = dialect;
    const elsewhere = `(all_failed - failed + ${double(1)}) / greatest(all_ports - ports + ${double(10)}, ${double(1)})`;
    const bound = chernoff('failed', 'ports', 'elsewhere', dialect);
    return listOf(
      `  SELECT expected.*, CASE WHEN infrastructure = 1 THEN ${double(HALVED)} ELSE ${double(1)} END * ${bound} AS unusual
  FROM (
    SELECT sums.*, ${within(elsewhere, 0.03, 0.97, dialect)} AS elsewhere
    FROM (
      SELECT counts.*, sum(ports) OVER () AS all_ports, sum(failed) OVER () AS all_failed
      FROM (
        SELECT source, destination, infrastructure, count(*) AS ports, sum(channels.failing) AS failed,
          sum(channels.flows) AS flows
        FROM ${CHANNELS} AS channels
        WHERE unscored = 0
        GROUP BY source, destination, infrastructure
      ) AS counts
    ) AS sums${once}
  ) AS expected${once}`,
      {
        keys: scanV.keys,
        columns: ['ports', 'failed', 'flows', 'unusual'],
        where: enough,
        by: ['unusual', 'failed'],
        top,
      },
    );
  },
};

export const scanA: HuntingQuery = {
  part: 'scan_a',
  keys: ['source', 'proto'],
  lists:
    'targets: pairs of host and port that a source tried, ports from 1024 up, failed: those to which all flows failed, unusual: ' +
    '-log10 p. From 3 failed targets',
  lacks,
  query: (dialect, top) => {
    const { double, once } = dialect;
    const elsewhere = `(all_failed - failed + ${double(1)}) / greatest(all_targets - targets + ${double(10)}, ${double(1)})`;
    return listOf(
      `  SELECT expected.*, ${chernoff('failed', 'targets', 'elsewhere', dialect)} AS unusual
  FROM (
    SELECT sums.*, ${within(elsewhere, 0.1, 0.97, dialect)} AS elsewhere
    FROM (
      SELECT counts.*, sum(targets) OVER () AS all_targets, sum(failed) OVER () AS all_failed
      FROM (
        SELECT source, proto, count(*) AS targets, sum(channels.failing) AS failed, sum(channels.flows) AS flows
        FROM ${CHANNELS} AS channels
        WHERE infrastructure = 0 AND port >= 1024 AND transport <> ${ICMP}
        GROUP BY source, proto
      ) AS counts
    ) AS sums${once}
  ) AS expected${once}`,
      {
        keys: scanA.keys,
        columns: ['targets', 'failed', 'flows', 'unusual'],
        where: enough,
        by: ['unusual', 'failed'],
        top,
      },
    );
  },
};

export const fanIn: HuntingQuery = {
  part: 'fan_in',
  keys: ['destination'],
  lists: 'sources with a failed flow to a destination, and the failed flows. From 5 sources',
  lacks: 'the tail of the numbers of sources of all destinations, and the corrections',
  query: (_, top) =>
    listOf(
      `  SELECT destination, count(DISTINCT source) AS sources, sum(channels.failed) AS flows
  FROM ${CHANNELS} AS channels
  WHERE failed > 0 AND infrastructure = 0
  GROUP BY destination`,
      { keys: fanIn.keys, columns: ['sources', 'flows'], where: 'sources >= 5', by: ['sources'], top },
    ),
};
