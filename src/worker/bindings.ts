import type { Ranking } from '../core/query/ranking.ts';
import type { ReadLogs } from '../core/read-logs.ts';
import { labelFieldOf } from '../core/schema/label-fields.ts';
import { type BindContext, bind } from '../core/selection/bind.ts';
import type { Predicate } from '../core/selection/predicate.ts';
import type { OwnColumns } from './own-columns.ts';
import { quantileOf } from './quantiles.ts';
import type { Selections } from './selections.ts';

/** Binds predicates to a run under one detector, see `bind`. Caches percentiles. */
export class Bindings {
  private readonly logs: ReadLogs;
  private readonly selections: Selections;
  private readonly own: OwnColumns;
  /** All flows of the run. Percentiles of scores refer to these. */
  private readonly all: Ranking;
  private readonly quantiles = new Map<string, number | null>();

  constructor(logs: ReadLogs, selections: Selections, own: OwnColumns, all: Ranking) {
    this.logs = logs;
    this.selections = selections;
    this.own = own;
    this.all = all;
  }

  /** The predicates with names and percentiles resolved, for `Selections`. */
  async bind(predicates: readonly Predicate[], signal: AbortSignal): Promise<Predicate[]> {
    const { logs, selections } = this;
    const context: BindContext = {
      hasField: (field) => selections.hasField(field),
      quantileOf: (field, percent) => this.quantile(field, percent, signal),
      labelField: labelFieldOf({ has: (field) => selections.hasField(field) }),
      files: logs.files.map(({ path }) => path),
      findingOf: async (id) => {
        const found = await selections.findings({ signal, report: () => {} });
        const finding = found?.findings.list.find((one) => one.id === id);
        return finding === undefined ? null : { op: 'all', of: finding.where };
      },
    };
    return Promise.all(predicates.map((predicate) => bind(predicate, context)));
  }

  private async quantile(field: string, percent: number, signal: AbortSignal): Promise<number | null> {
    const key = `${percent} ${field}`;
    if (!this.quantiles.has(key)) this.quantiles.set(key, await this.findQuantile(field, percent, signal));
    return this.quantiles.get(key) ?? null;
  }

  private async findQuantile(field: string, percent: number, signal: AbortSignal): Promise<number | null> {
    const { all, selections, logs } = this;
    if (field === 'score' && !selections.hasField(field))
      return all.length === 0 ? null : all.quantileAt(percent / 100);
    const column = await selections.selectable(field, this.own, signal);
    return column.kind === 'category' ? null : quantileOf(column, logs.table.rows, percent);
  }
}
