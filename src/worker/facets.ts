import { countValues, topValues } from '../core/query/facets.ts';
import { isMost, type Picked, restOf } from '../core/query/picked.ts';
import { pairsWithout, type ValueCounts } from '../core/query/value-counts.ts';
import { keyOfAll } from '../core/selection/predicate.ts';
import type { Column } from '../core/table/table.ts';
import type { Facet, FacetQuery } from './api.ts';
import { Kept } from './kept.ts';
import type { Views } from './views.ts';

/** Number of cached answers: more facets than the page shows at once. */
const ANSWERS = 128;
/**
 * Number of columns whose counts of all flows are cached, 8 bytes per value. Columns with more values are counted each
 * time.
 */
const COLUMNS = 24;
const MOST_VALUES = 1 << 19;

/** The most frequent values of fields, by one detector's scores. */
export class Facets {
  private readonly views: Views;
  private readonly answers = new Kept<Facet>(ANSWERS);
  /** By field: counts of all flows at the latest threshold. */
  private readonly wholes = new Kept<{ readonly threshold: number; readonly counts: ValueCounts }>(COLUMNS);

  constructor(views: Views) {
    this.views = views;
  }

  /** Answers in the order of the questions. Fields over the same flows are counted in one pass. */
  async read(threshold: number, asked: readonly FacetQuery[], signal: AbortSignal): Promise<readonly Facet[]> {
    const answered = new Map<FacetQuery, Facet>();
    for (const query of asked) {
      const known = this.answers.find(keyOf(query, threshold));
      if (known !== undefined) answered.set(query, known);
    }
    const missing = asked.filter((query) => !answered.has(query));
    for (const together of overTheSameFlows(missing)) {
      const facets = await this.count(threshold, together, signal);
      for (const [at, query] of together.entries()) {
        answered.set(query, this.answers.add(keyOf(query, threshold), facets[at]));
      }
    }
    return asked.flatMap((query) => answered.get(query) ?? []);
  }

  /** A selection of most flows is counted by the flows that it leaves out. */
  private async count(threshold: number, asked: readonly FacetQuery[], signal: AbortSignal): Promise<Facet[]> {
    const picked = await this.views.picked(asked[0].where, threshold, signal);
    const fields = asked.map(({ field }) => field);
    const wholes = isMost(picked) ? await this.whole(fields, threshold, signal) : null;
    const counts = await this.countValues(fields, wholes === null ? picked : restOf(picked), signal);
    return asked.map(({ field, search, most }, at) => {
      const whole = wholes?.get(field);
      const pairs = whole === undefined ? counts[at].pairs : pairsWithout(whole, counts[at]);
      return { field, ...topValues(whole ?? counts[at], pairs, search, most) };
    });
  }

  /** Counts of all flows by field. */
  private async whole(
    fields: readonly string[],
    threshold: number,
    signal: AbortSignal,
  ): Promise<Map<string, ValueCounts>> {
    const found = new Map<string, ValueCounts>();
    for (const field of fields) {
      const known = this.wholes.find(field);
      if (known?.threshold === threshold) found.set(field, known.counts);
    }
    const missing = fields.filter((field) => !found.has(field));
    const counted = await this.countValues(missing, await this.views.picked([], threshold, signal), signal);
    for (const [at, field] of missing.entries()) {
      found.set(field, counted[at]);
      if (counted[at].size <= MOST_VALUES) this.wholes.add(field, { threshold, counts: counted[at] });
    }
    return found;
  }

  private async countValues(fields: readonly string[], picked: Picked, signal: AbortSignal): Promise<ValueCounts[]> {
    const columns: Column[] = [];
    for (const field of fields) columns.push(await this.views.selections.column(field, signal));
    return countValues(columns, picked, signal);
  }
}

function keyOf({ field, where, search, most }: FacetQuery, threshold: number): string {
  return JSON.stringify([field, keyOfAll(where), search, most, String(threshold)]);
}

function overTheSameFlows(asked: readonly FacetQuery[]): FacetQuery[][] {
  const groups = new Map<string, FacetQuery[]>();
  for (const query of asked) {
    const key = keyOfAll(query.where);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [query]);
    else group.push(query);
  }
  return [...groups.values()];
}
