import { checkpoint, turns, whenDue } from '../core/control.ts';
import type { ScoreColumn, Scored } from '../core/detect/detect.ts';
import { LogError } from '../core/errors.ts';
import { argsortInTurns } from '../core/math/argsort.ts';
import { fieldKernel } from '../core/query/field-kernel.ts';
import { type Grouped, groupIdentical } from '../core/query/identical.ts';
import { noiseOf } from '../core/query/noise.ts';
import { columnKeys, placeKeys } from '../core/query/order.ts';
import { type RankedRows, Ranking, rankedRows, ranksOf } from '../core/query/ranking.ts';
import { type Conditioned, countRows, fieldsOf, selectRows } from '../core/query/select.ts';
import { readTextColumn } from '../core/query/text-column.ts';
import { readTextKeys, type TextKeys, textOrder } from '../core/query/text-order.ts';
import type { View } from '../core/query/view.ts';
import type { ReadLogs } from '../core/read-logs.ts';
import { describeField } from '../core/schema/conn.ts';
import type { Column } from '../core/table/table.ts';
import { KeptOrders } from './kept-orders.ts';

/** Rows of a run by one detector's scores, and every order of them that was asked for lately. */
export class Views {
  readonly ranking: Ranking;
  private readonly logs: ReadLogs;
  private readonly scored: Scored;
  /** Columns that were left in the files until now, shared by all detectors of the run. */
  private readonly textColumns: Map<string, Column>;
  private readonly orders = new KeptOrders();
  /** Of the field that was sorted by last among those that were left in the files. */
  private textKeys: { readonly field: string; readonly keys: TextKeys } | null = null;
  private ranksCache: Uint32Array | null = null;
  /** Of the conditions that identical flows were joined for last. */
  private grouped: { readonly where: string; readonly found: Grouped } | null = null;

  constructor(logs: ReadLogs, scored: Scored, textColumns: Map<string, Column>) {
    this.logs = logs;
    this.scored = scored;
    this.textColumns = textColumns;
    this.ranking = new Ranking(scored.scores);
  }

  /** Rank of each row, from 1. */
  get ranks(): Uint32Array {
    this.ranksCache ??= ranksOf(this.ranking.all);
    return this.ranksCache;
  }

  /** The view's rows in rank order. */
  async select(where: View['where'], signal: AbortSignal): Promise<RankedRows> {
    if (where.length === 0) return this.ranking;
    return rankedRows(this.scored.scores, await this.selected(where, signal));
  }

  /** How many rows meet the conditions; unlike `select` it keeps nothing and ranks nothing. */
  async count(where: View['where'], signal: AbortSignal): Promise<number> {
    return countRows(this.logs.table.rows, where, await this.conditioned(where, signal), signal);
  }

  /** Rows `start` to `end` of the view's order, and how many it has. The highest ranks come without an order of all. */
  async window(
    view: View,
    start: number,
    end: number,
    signal: AbortSignal,
  ): Promise<{ readonly first: number; readonly rows: Uint32Array; readonly total: number }> {
    const order = isWholeRanking(view) ? await this.head(end, signal) : await this.order(view, signal);
    const first = Math.max(0, Math.min(start, order.length));
    const rows = order.subarray(first, Math.max(first, Math.min(end, order.length)));
    return { first, rows, total: isWholeRanking(view) ? this.ranking.length : order.length };
  }

  /** The highest rows, at least `count` of them if there are as many. */
  private async head(count: number, signal: AbortSignal): Promise<Uint32Array> {
    if (!this.ranking.isRanked(count)) await this.ranking.allInTurns(whenDue(signal));
    return this.ranking.first(Math.min(count, this.ranking.length));
  }

  /** The view's rows in its own order: ties in rank order, unset last. `onShare` hears how far files are read for it. */
  async order(view: View, signal: AbortSignal, onShare: (share: number) => void = () => {}): Promise<Uint32Array> {
    const { by, descending } = view.sort;
    const ranked =
      view.identical === true
        ? (await this.identical(view.where, signal)).rows
        : await this.selected(view.where, signal);
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

  /** Null when the field has to be read as a column. */
  private async orderOfText(
    field: string,
    descending: boolean,
    ranked: Uint32Array,
    signal: AbortSignal,
    onShare: (share: number) => void,
  ): Promise<Uint32Array | null> {
    const { table, texts } = this.logs;
    this.expect(field);
    if (this.textKeys?.field !== field) {
      this.textKeys = { field, keys: await readTextKeys(table, texts, field, fieldKernel(), signal, onShare) };
    }
    return textOrder(table, texts, field, this.textKeys.keys, descending, ranked, signal);
  }

  /** Place of a row in the view's order, -1 when the view does not hold it. */
  async place(view: View, row: number, signal: AbortSignal): Promise<number> {
    if (isWholeRanking(view)) return row < this.ranking.length ? this.ranking.rankOf(row) - 1 : -1;
    return (await this.order(view, signal)).indexOf(row);
  }

  /** The rows that stand for those that are identical, in rank order, and for how many. */
  async identical(where: View['where'], signal: AbortSignal): Promise<Grouped> {
    const key = JSON.stringify(where);
    if (this.grouped?.where !== key) {
      const rows = await this.selected(where, signal);
      this.grouped = { where: key, found: await groupIdentical(this.logs.table, rows, signal) };
    }
    return this.grouped.found;
  }

  /** A field's column; one that was left in the files is read now. */
  async column(field: string, signal: AbortSignal): Promise<Column> {
    const { table, texts } = this.logs;
    const known = table.columns.get(field) ?? this.textColumns.get(field);
    if (known !== undefined) return known;
    this.expect(field);
    const column = await readTextColumn(table, texts, field, signal);
    this.textColumns.set(field, column);
    return column;
  }

  /** Throws `LogError` when no log of the run has the field. */
  private expect(field: string): void {
    if (this.logs.table.sections.some(({ layout }) => layout.fields.includes(field))) return;
    throw new LogError('bad-request', { what: `no field ${field}` });
  }

  /** A column that the detector adds. */
  scoreColumn(name: string): ScoreColumn | undefined {
    return this.scored.columns?.find((column) => column.name === name);
  }

  private async selected(where: View['where'], signal: AbortSignal): Promise<Uint32Array> {
    const all = await this.ranking.allInTurns(whenDue(signal));
    if (where.length === 0) return all;
    return this.orders.get(`where ${JSON.stringify(where)}`, async () =>
      selectRows(all, where, await this.conditioned(where, signal), signal),
    );
  }

  private async conditioned(where: View['where'], signal: AbortSignal): Promise<Conditioned> {
    const columns = new Map<string, Column>();
    for (const field of fieldsOf(where)) columns.set(field, await this.column(field, signal));
    const isNoisy = where.some(({ kind }) => kind === 'noise');
    const noise = isNoisy ? await noiseOf(this.logs.table, signal) : new Uint8Array(0);
    return { columnOf: (field) => columns.get(field), noise };
  }

  private async keys({ where, sort: { by } }: View, signal: AbortSignal): Promise<Float64Array> {
    const { table, files } = this.logs;
    if (by === 'identical') return Float64Array.from((await this.identical(where, signal)).counts);
    if (by === 'score') return this.scored.scores;
    if (by === 'row' || by === 'file') return placeKeys(table, files.length, by);
    const added = this.scoreColumn(by);
    if (added !== undefined) return scoreKeys(added, table.rows, signal);
    const column = await this.column(by, signal);
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
  return view.where.length === 0 && view.identical !== true && isByRank(view);
}

function keyOf({ where, sort, identical }: View): string {
  return JSON.stringify([where, sort, identical === true]);
}

const ROWS_A_LOOK = 4096;

/** Keys for the order of a detector's own column: numbers as they are, words by the alphabet. */
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
