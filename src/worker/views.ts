import { checkpoint, neverAborted, turns, whenDue } from '../core/control.ts';
import type { ScoreColumn, Scored } from '../core/detect/detect.ts';
import { NO_FINDING } from '../core/findings/strongest.ts';
import { argsortInTurns } from '../core/math/argsort.ts';
import { fieldKernel } from '../core/query/field-kernel.ts';
import { groupByNumber } from '../core/query/group-lines.ts';
import { type Grouped, groupIdentical } from '../core/query/identical.ts';
import { columnKeys, placeKeys } from '../core/query/order.ts';
import type { Picked } from '../core/query/picked.ts';
import { type RankedRows, Ranking, rankedRows, ranksOf } from '../core/query/ranking.ts';
import { SelectedRanks } from '../core/query/selected-ranks.ts';
import { readTextKeys, type TextKeys, textOrder } from '../core/query/text-order.ts';
import { groupingOf, type View } from '../core/query/view.ts';
import type { ReadLogs } from '../core/read-logs.ts';
import { describeField } from '../core/schema/conn.ts';
import { type Bitmap, rowsAbove } from '../core/selection/bitmap.ts';
import { keyOfAll } from '../core/selection/predicate.ts';
import { Bindings } from './bindings.ts';
import { Kept } from './kept.ts';
import { type OwnColumns, ownColumnsOf } from './own-columns.ts';
import type { Selections } from './selections.ts';

/** The rows of a run by one detector's scores, with a cache of their orders. */
export class Views {
  readonly ranking: Ranking;
  private readonly logs: ReadLogs;
  private readonly scored: Scored;
  /** Shared by all detectors of the run. */
  readonly selections: Selections;
  private readonly own: OwnColumns;
  private readonly bindings: Bindings;
  /** 4 bytes per row each. */
  private readonly orders = new Kept<Uint32Array>(KEPT);
  private readonly selectedRanks = new Kept<SelectedRanks>(KEPT);
  /** Sort keys of the latest field that was read from the files. */
  private textKeys: { readonly field: string; readonly keys: TextKeys } | null = null;
  private ranksCache: Uint32Array | null = null;
  private isRankingAhead = false;
  /** The latest grouping. */
  private lastGrouped: { readonly key: string; readonly found: Grouped } | null = null;
  /** The latest threshold and the rows above it. */
  private lastAbove: { readonly threshold: number; readonly rows: Bitmap } | null = null;

  /** `all` are the scores of all flows of an out-of-core run; absent if all flows are listed. */
  constructor(logs: ReadLogs, scored: Scored, selections: Selections, all?: Ranking) {
    this.logs = logs;
    this.scored = scored;
    this.selections = selections;
    this.ranking = new Ranking(scored.scores);
    this.own = ownColumnsOf(scored, () => this.ranks(neverAborted));
    this.bindings = new Bindings(logs, selections, this.own, all ?? this.ranking);
  }

  /** Rank of each row, from 1. */
  async ranks(signal: AbortSignal): Promise<Uint32Array> {
    this.ranksCache ??= ranksOf(await this.ranking.allInTurns(whenDue(signal)));
    return this.ranksCache;
  }

  /**
   * Ranks all rows in the background and yields to other messages: the first filter needs the ranks. A failure appears
   * at the next request.
   */
  rankAhead(): void {
    if (this.isRankingAhead) return;
    this.isRankingAhead = true;
    this.ranks(neverAborted).catch(() => {});
  }

  /** Rank of one row, from 1. O(1) once all rows are ranked. */
  rankOf(row: number): number {
    return this.ranksCache?.[row] ?? this.ranking.rankOf(row);
  }

  /** The rows that meet all predicates. The bitmap is shared: do not change it. */
  async select(where: View['where'], signal: AbortSignal): Promise<Bitmap> {
    return this.selections.select(await this.bindings.bind(where, signal), this.own, signal);
  }

  /** The rows above a threshold. The bitmap is shared: do not change it. */
  above(threshold: number): Bitmap {
    if (this.lastAbove?.threshold !== threshold) {
      this.lastAbove = { threshold, rows: rowsAbove(this.scored.scores, threshold) };
    }
    return this.lastAbove.rows;
  }

  /** The rows that meet all predicates, with the rows above a threshold: the input of charts and facets. */
  async picked(where: View['where'], threshold: number, signal: AbortSignal): Promise<Picked> {
    return { selected: await this.select(where, signal), above: this.above(threshold) };
  }

  /** The number of rows that meet the predicates. */
  async count(where: View['where'], signal: AbortSignal): Promise<number> {
    return (await this.select(where, signal)).count();
  }

  /** The rows that meet all predicates, in rank order. */
  async ranked(where: View['where'], signal: AbortSignal): Promise<RankedRows> {
    if (where.length === 0) return this.ranking;
    return rankedRows(this.scored.scores, await this.selected(where, signal));
  }

  /** Rows `start` to `end` of the view's order, and the length of the order. Rank order is found only up to `end`. */
  async window(
    view: View,
    start: number,
    end: number,
    signal: AbortSignal,
  ): Promise<{ readonly first: number; readonly rows: Uint32Array; readonly total: number }> {
    const { order, total } = await this.ordered(view, end, signal);
    const first = Math.max(0, Math.min(start, order.length));
    return { first, rows: order.subarray(first, Math.max(first, Math.min(end, order.length))), total };
  }

  /** At least the first `count` rows of the view's order, or all rows, and the length of the order. */
  private async ordered(
    view: View,
    count: number,
    signal: AbortSignal,
  ): Promise<{ readonly order: Uint32Array; readonly total: number }> {
    if (isWholeRanking(view)) return { order: await this.head(count, signal), total: this.ranking.length };
    if (groupingOf(view) === 'none' && isByRank(view)) {
      const ranks = await this.ranksOf(view.where, signal);
      return { order: await ranks.first(count, whenDue(signal)), total: ranks.length };
    }
    const order = await this.order(view, signal);
    return { order, total: order.length };
  }

  /** At least the `count` highest rows, or all rows. */
  private async head(count: number, signal: AbortSignal): Promise<Uint32Array> {
    if (!this.ranking.isRanked(count)) await this.ranking.allInTurns(whenDue(signal));
    return this.ranking.first(Math.min(count, this.ranking.length));
  }

  /**
   * The rows of a view in its order: ties in rank order, unset last. `onShare` receives the fraction of the files read
   * for it.
   */
  async order(view: View, signal: AbortSignal, onShare: (share: number) => void = () => {}): Promise<Uint32Array> {
    const { by, descending } = view.sort;
    const ranked =
      groupingOf(view) === 'none' ? await this.selected(view.where, signal) : (await this.grouped(view, signal)).rows;
    if (isByRank(view)) return ranked;
    if (by === 'rank') return this.orders.get(keyOf(view), async () => ranked.toReversed());
    return this.orders.get(keyOf(view), async () => {
      const isOwn =
        by === 'score' || by === 'identical' || by === 'row' || by === 'file' || this.scoreColumn(by) !== undefined;
      const isInFiles = !isOwn && !this.logs.table.columns.has(by);
      const order = isInFiles ? await this.orderOfText(by, descending, ranked, signal, onShare) : null;
      if (order !== null) return order;
      const keys = await this.keys(view, signal);
      return argsortInTurns(keys, descending, ranked, whenDue(signal));
    });
  }

  /** Null if the field has to be read as a column. */
  private async orderOfText(
    field: string,
    descending: boolean,
    ranked: Uint32Array,
    signal: AbortSignal,
    onShare: (share: number) => void,
  ): Promise<Uint32Array | null> {
    const { table, texts } = this.logs;
    this.selections.expect(field);
    if (this.textKeys?.field !== field) {
      this.textKeys = { field, keys: await readTextKeys(table, texts, field, fieldKernel(), signal, onShare) };
    }
    return textOrder(table, texts, field, this.textKeys.keys, descending, ranked, signal);
  }

  /** Position of a row in the view's order, -1 if it is not in the view. */
  async place(view: View, row: number, signal: AbortSignal): Promise<number> {
    if (isWholeRanking(view)) return row < this.ranking.length ? this.ranking.rankOf(row) - 1 : -1;
    return (await this.order(view, signal)).indexOf(row);
  }

  /** Position of the first row with this number or a higher one, -1 if there is none. */
  async firstFrom(view: View, row: number, signal: AbortSignal): Promise<number> {
    return (await this.order(view, signal)).findIndex((other) => other >= row);
  }

  /** The first row of each line, in rank order, and the number of rows on each line. */
  async grouped(view: View, signal: AbortSignal): Promise<Grouped> {
    const grouping = groupingOf(view);
    const key = JSON.stringify([keyOfAll(view.where), grouping, view.opened?.toSorted()]);
    if (this.lastGrouped?.key !== key) {
      const rows = await this.selected(view.where, signal);
      const found =
        grouping === 'finding'
          ? await this.groupByFinding(rows, view.opened ?? [], signal)
          : await groupIdentical(this.logs.table, rows, grouping === 'port', signal);
      this.lastGrouped = { key, found };
    }
    return this.lastGrouped.found;
  }

  private async groupByFinding(rows: Uint32Array, opened: readonly string[], signal: AbortSignal): Promise<Grouped> {
    const control = { signal, report: () => {} };
    const found = await this.selections.findings(control);
    const strongest = (await this.selections.strongest(control)) ?? new Uint16Array(this.logs.table.rows);
    const places = opened.map((id) => 1 + (found?.findings.list.findIndex((finding) => finding.id === id) ?? -1));
    return groupByNumber(strongest, new Set(places), rows, signal);
  }

  /**
   * A function from row to its strongest finding: the id, and the number of the view's flows that belong to it. Null
   * for a row without a finding.
   */
  async findingOf(
    view: View,
    signal: AbortSignal,
  ): Promise<(row: number) => { readonly id: string; readonly flows: number } | null> {
    const control = { signal, report: () => {} };
    const { totals } = await this.grouped(view, signal);
    const found = await this.selections.findings(control);
    const strongest = await this.selections.strongest(control);
    return (row) => {
      const number = strongest?.[row] ?? NO_FINDING;
      const finding = found?.findings.list[number - 1];
      return finding === undefined ? null : { id: finding.id, flows: totals?.[number] ?? 0 };
    };
  }

  /** A column that the detector adds. */
  scoreColumn(name: string): ScoreColumn | undefined {
    return this.scored.columns?.find((column) => column.name === name);
  }

  private async selected(where: View['where'], signal: AbortSignal): Promise<Uint32Array> {
    if (where.length === 0) return this.ranking.allInTurns(whenDue(signal));
    const ranks = await this.ranksOf(where, signal);
    return ranks.first(ranks.length, whenDue(signal));
  }

  private ranksOf(where: View['where'], signal: AbortSignal): Promise<SelectedRanks> {
    return this.selectedRanks.get(keyOfAll(where), async () => {
      const all = await this.ranking.allInTurns(whenDue(signal));
      return new SelectedRanks(await this.select(where, signal), all);
    });
  }

  private async keys(view: View, signal: AbortSignal): Promise<Float64Array> {
    const { table, files } = this.logs;
    const { by } = view.sort;
    if (by === 'identical') return Float64Array.from((await this.grouped(view, signal)).counts);
    if (by === 'score') return this.scored.scores;
    if (by === 'row' || by === 'file') return placeKeys(table, files.length, by);
    const added = this.scoreColumn(by);
    if (added !== undefined) return scoreKeys(added, table.rows, signal);
    const column = await this.selections.column(by, signal);
    const section = table.sections.find(({ layout }) => layout.fields.includes(by));
    const stated = section?.layout.types[section.layout.fields.indexOf(by)] ?? '';
    const { type } = describeField(by, stated);
    return columnKeys(column, table.rows, type === 'addr' || type === 'subnet');
  }
}

/** Whether the view's order is the rank order. */
export function isByRank({ sort: { by, descending } }: View): boolean {
  return by === 'rank' ? !descending : by === 'score' && descending;
}

/** Whether the view is all rows in rank order. */
export function isWholeRanking(view: View): boolean {
  return view.where.length === 0 && groupingOf(view) === 'none' && isByRank(view);
}

function keyOf(view: View): string {
  return JSON.stringify([keyOfAll(view.where), view.sort, groupingOf(view), view.opened?.toSorted()]);
}

/** Number of cached orders. */
const KEPT = 6;
const ROWS_A_LOOK = 4096;

/** Sort keys of a detector's column: numbers as they are, words in alphabetical order. */
async function scoreKeys({ at, words }: ScoreColumn, rows: number, signal: AbortSignal): Promise<Float64Array> {
  const keys = new Float64Array(rows);
  const places = words?.map((word) => words.filter((other) => other < word).length);
  const isDue = turns();
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_A_LOOK === 0 && isDue()) await checkpoint(signal);
    const value = at(row);
    keys[row] = places === undefined ? value : (places[value] ?? Number.NaN);
  }
  return keys;
}
