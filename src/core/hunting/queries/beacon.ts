import { CHANNEL, CONN } from '../conn-view.ts';
import { type HuntingQuery, listOf } from '../hunting-query.ts';

/** Moran's test, as in core/behaviour/parts/gaps.ts. */
const EULER = 0.5772;
const VARIANCE = 0.645;
const LEAST_GAP = 1e-3;

export const beacon: HuntingQuery = {
  part: 'beacon',
  keys: ['source', 'destination', 'port', 'proto'],
  lists:
    'gaps between the flows of a channel, without pauses of more than ten times the mean, their mean in seconds, z: by how many standard ' +
    'deviations they are more even than chance (Moran), same_size: 1 if requests have the same size. From 5 gaps',
  lacks:
    'calls of several flows each, whose gaps the page tests too, the weights of cover, sizes, failures and rarity, the division among clients that poll in one rhythm, and the corrections. z of 2.3 is ' +
    'one in a hundred by chance, 3.7 one in ten thousand',
  query: (dialect, top) => {
    const { double, once } = dialect;
    const margin = `floor(${double(0.1)} * flows)`;
    const sizeAt = (rank: string) => `max(CASE WHEN size_rank = ${rank} THEN ln(1 + size) END)`;
    const windows = `PARTITION BY ${CHANNEL}`;
    // The first flow has no gap. Its `lag` is NULL, but 0 in ClickHouse, so the rank decides.
    return listOf(
      `  SELECT tested.*, (${double(EULER)} - (ln(mean) - mean_log)) / sqrt(${double(VARIANCE)} / gaps) AS z,
    CASE WHEN size_range / ${double(2.563 * Math.LN2)} < ${double(0.1)} THEN 1 ELSE 0 END AS same_size
  FROM (
    SELECT ${CHANNEL}, sum(counted) AS gaps, sum(CASE WHEN counted = 1 THEN gap END) / sum(counted) AS mean,
      sum(CASE WHEN counted = 1 THEN ln(gap) END) / sum(counted) AS mean_log,
      ${sizeAt(`flows - ${margin}`)} - ${sizeAt(`${margin} + 1`)} AS size_range
    FROM (
      SELECT limited.*,
        CASE WHEN gap IS NOT NULL AND gap <= 10 * (last_start - first_start) / (flows - 1) THEN 1 ELSE 0 END AS counted
      FROM (
        SELECT ranked.*,
          CASE WHEN start_rank > 1 THEN greatest(since_start - coalesce(earlier, since_start), ${double(LEAST_GAP)}) END AS gap
        FROM (
          SELECT ${CHANNEL}, since_start, size,
            lag(since_start) OVER (${windows} ORDER BY since_start) AS earlier,
            row_number() OVER (${windows} ORDER BY since_start) AS start_rank,
            row_number() OVER (${windows} ORDER BY size) AS size_rank,
            count(*) OVER (${windows}) AS flows,
            min(since_start) OVER (${windows}) AS first_start,
            max(since_start) OVER (${windows}) AS last_start
          FROM ${CONN} AS conn
          WHERE unscored = 0
        ) AS ranked
        WHERE flows >= 6 AND last_start > first_start${once}
      ) AS limited${once}
    ) AS marked
    GROUP BY ${CHANNEL}, flows${once}
  ) AS tested
  WHERE gaps >= 5`,
      { keys: beacon.keys, columns: ['gaps', 'mean', 'z', 'same_size'], where: 'z > 0', by: ['z'], top },
    );
  },
};
