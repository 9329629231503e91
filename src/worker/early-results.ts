import type { Control } from '../core/control.ts';
import { detectors } from '../core/detect/index.ts';
import { Ranking } from '../core/query/ranking.ts';
import { binScores } from '../core/query/score-histogram.ts';
import type { ReadOptions } from '../core/read-logs.ts';
import { describeField } from '../core/schema/conn.ts';
import type { Table } from '../core/table/table.ts';
import type { EarlyResults } from './api.ts';
import { cellsOf } from './rows.ts';

/** Milliseconds before the first early results. Shorter reads have none. */
const FIRST_AFTER = 1000;
/** Early results take at most 1/50 of the reading time. */
const COST = 50;
const LEAST_PAUSE = 900;
/** Groups of rows to score: up to 131,072 flows, about 20 ms. */
const GROUPS = 2;
const TOP = 10;
const BINS = 60;
/** Fraction of the file after which no early results are computed. */
const LAST_SHARE = 0.95;

const shown = [
  'ts',
  'id.orig_h',
  'id.orig_p',
  'id.resp_h',
  'id.resp_p',
  'proto',
  'service',
  'duration',
  'orig_bytes',
  'resp_bytes',
  'conn_state',
];

/**
 * Sends early results to `onEarly`: first after one second, then at intervals. `started` is the opening time by
 * `performance.now`. Sends nothing while most rows are malformed.
 */
export function tellEarly(
  started: number,
  control: Pick<Control, 'signal'>,
  onEarly: (early: EarlyResults) => void,
): Exclude<ReadOptions['onBlock'], undefined> {
  let next = started + FIRST_AFTER;
  return async (peek, share) => {
    const now = performance.now();
    if (now < next || share > LAST_SHARE) return;
    const { table, flows, unread } = peek(GROUPS);
    if (flows <= unread) return;
    const early = await describe(table, flows, share, control);
    if (early !== null) onEarly(early);
    const end = performance.now();
    next = end + Math.max(LEAST_PAUSE, COST * (end - now));
  };
}

/** Null if no detector can score the log. */
async function describe(
  table: Table,
  flows: number,
  share: number,
  { signal }: Pick<Control, 'signal'>,
): Promise<EarlyResults | null> {
  const entry = detectors.find(({ canScore }) => canScore(table));
  if (entry === undefined) return null;
  const { scores } = await entry.detect(table, { signal, report: () => {} });
  const ranking = new Ranking(scores);
  const fields = shown.filter((name) => table.columns.has(name)).map((name) => describeField(name, ''));
  const top = ranking.first(Math.min(TOP, ranking.length));
  const cells = cellsOf(
    top,
    fields.map(({ name }) => table.columns.get(name)),
  );
  return {
    share,
    flows,
    scored: table.rows,
    detector: entry.label,
    histogram: binScores(ranking, [ranking.lowest, ranking.highest], Number.POSITIVE_INFINITY, BINS),
    fields,
    top: Array.from(top, (row, place) => ({ score: scores[row], cells: cells[place] })),
  };
}
