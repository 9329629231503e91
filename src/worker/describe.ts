import { type Control, checkpoint } from '../core/control.ts';
import type { Ranking } from '../core/query/ranking.ts';
import { groupingOf, type Tally, type View } from '../core/query/view.ts';
import { Bitmap } from '../core/selection/bitmap.ts';
import { inScores } from '../core/selection/multiples.ts';
import type { Predicate } from '../core/selection/predicate.ts';
import type { ClauseQuery, Described, DescribeQuery, ScoreShares } from './api.ts';
import { type Detected, thresholdOf } from './detection.ts';
import { refusedFilters } from './refused-filters.ts';
import { isByRank, type Views } from './views.ts';

/**
 * Describes a selection, see `Engine.describe`. Also sorts its rows, so that `rows` answers immediately. Throws
 * `LogError` (`refused-filters`) for clauses that do not apply to the run.
 */
export async function describeSelection(found: Detected, query: DescribeQuery, control: Control): Promise<Described> {
  try {
    return await describe(found, query, control);
  } catch (error) {
    const { views } = found;
    const threshold = thresholdOf(found, query.contamination);
    throw (await refusedFilters(error, query.clauses, threshold, views, control.signal)) ?? error;
  }
}

async function describe(
  found: Detected,
  { contamination, threshold: moved, clauses: stated, ...asked }: DescribeQuery,
  control: Control,
): Promise<Described> {
  const { views, all } = found;
  const modelThreshold = thresholdOf(found, contamination);
  const threshold = moved ?? modelThreshold;
  const clauses = stated.map((one) => ({ ...one, predicate: inScores(one.predicate, modelThreshold) }));
  const view: View = { ...asked, where: whereOf(clauses) };
  await prepareView(views, view, control);
  const run = { flows: all.length, anomalies: all.countAbove(threshold), listed: views.ranking.length };
  const { signal } = control;
  const hidden = await hiddenBy(views, clauses, signal);
  const selected = await tallyOf(found, view, threshold, signal);
  const suppressed = hidden.count();
  views.rankAhead();
  const known = view.where.length === 0 ? run.flows : run.listed;
  return {
    threshold,
    modelThreshold,
    isMoved: moved !== null,
    run,
    selected,
    suppressed,
    filtered: known - selected.flows - suppressed,
    byClause: await countClauses(views, clauses, signal),
    scoreShares: clauses.map(({ predicate }) => sharesOf(all, predicate)),
  };
}

/** The predicates of the clauses. */
function whereOf(clauses: readonly ClauseQuery[]): Predicate[] {
  return clauses.flatMap(({ predicate, isOn, hides }) => {
    if (!isOn) return [];
    return [hides ? { op: 'not' as const, of: predicate } : predicate];
  });
}

/** Sorts the view. Reports the phase `Sorting` if this takes long. */
async function prepareView(views: Views, view: View, { report, signal }: Control): Promise<void> {
  if (isByRank(view) && groupingOf(view) === 'none') return;
  const total = views.ranking.length;
  const onShare = (share: number) => {
    const done = Math.round(share * total);
    report({ phase: 'Sorting', file: view.sort.by, done, total, unit: 'rows', rows: done });
  };
  onShare(0);
  await checkpoint(signal);
  await views.order(view, signal, onShare);
}

/** Counts of a view: flows, flows above the threshold, and lines of the table. */
async function tallyOf({ all, views }: Detected, view: View, threshold: number, signal: AbortSignal): Promise<Tally> {
  const isGrouped = groupingOf(view) !== 'none';
  const lines = isGrouped ? (await views.grouped(view, signal)).rows.length : null;
  if (view.where.length === 0) {
    const listed = lines ?? views.ranking.length;
    return { flows: all.length, anomalies: all.countAbove(threshold), listed };
  }
  const { selected, above } = await views.picked(view.where, threshold, signal);
  const flows = selected.count();
  return { flows, anomalies: selected.countIn(above), listed: lines ?? flows };
}

/** The flows that at least one hiding clause matches. */
async function hiddenBy(views: Views, clauses: readonly ClauseQuery[], signal: AbortSignal): Promise<Bitmap> {
  const hidden = new Bitmap(views.ranking.length);
  for (const { predicate, isOn, hides } of clauses) {
    if (isOn && hides) hidden.or(await views.select([predicate], signal));
  }
  return hidden;
}

async function countClauses(views: Views, clauses: readonly ClauseQuery[], signal: AbortSignal): Promise<number[]> {
  const counts: number[] = [];
  for (const { predicate } of clauses) counts.push(await views.count([predicate], signal));
  return counts;
}

function sharesOf(all: Ranking, predicate: Predicate): ScoreShares | null {
  if (predicate.op !== 'range' || predicate.field !== 'score' || all.length === 0) return null;
  const { from, to } = predicate;
  if (typeof from !== 'number' || typeof to !== 'number') return null;
  return [all.countFrom(from) / all.length, all.countFrom(to) / all.length];
}
