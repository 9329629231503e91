import { LogError } from '../core/errors.ts';
import { readTextColumn } from '../core/query/text-column.ts';
import type { ReadLogs } from '../core/read-logs.ts';
import { Bitmap } from '../core/selection/bitmap.ts';
import { select } from '../core/selection/compile.ts';
import { noiseOf } from '../core/selection/noise.ts';
import { asksForNoise, fieldsOf, keyOfAll, type Predicate } from '../core/selection/predicate.ts';
import { selectableOf } from '../core/selection/selectable.ts';
import type { Column } from '../core/table/table.ts';

/** More selections than a screen has at a time: of each predicate, and of some together. At 6.3 million rows 0.8 MB each. */
const KEPT = 48;
/** An `any` of more parts than this is found as a whole: its parts would push out everything else that is kept. */
const MOST_PARTS = 8;

/** The rows of a run that predicates select, whatever detector they are shown by. Keeps those asked for last, one bit per row each. */
export class Selections {
  private readonly logs: ReadLogs;
  /** Columns that were left in the files until now. */
  private readonly textColumns = new Map<string, Column>();
  private readonly kept = new Map<string, Bitmap>();

  constructor(logs: ReadLogs) {
    this.logs = logs;
  }

  /** The rows that meet all predicates. The caller must not change it. Throws `LogError` as `select` does. */
  async select(predicates: readonly Predicate[], signal: AbortSignal): Promise<Bitmap> {
    const key = keyOfAll(predicates);
    const known = this.kept.get(key);
    const found = known ?? (await this.find(predicates, signal));
    this.kept.delete(key);
    this.kept.set(key, found);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) break;
      this.kept.delete(oldest);
    }
    return found;
  }

  /** A field's column; one that was left in the files is read now. Throws `LogError` when no log of the run has the field. */
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
  expect(field: string): void {
    if (this.logs.table.sections.some(({ layout }) => layout.fields.includes(field))) return;
    throw new LogError('bad-request', { what: `no field ${field}` });
  }

  /** Of several predicates, each is kept by itself, and so are the parts of one: the next question often differs in one of them. */
  private async find(predicates: readonly Predicate[], signal: AbortSignal): Promise<Bitmap> {
    const [first, ...others] = predicates;
    if (first === undefined) return new Bitmap(this.logs.table.rows).not();
    if (others.length > 0) return this.join(predicates, 'all', signal);
    switch (first.op) {
      case 'not':
        return (await this.select([first.of], signal)).copy().not();
      case 'all':
        return this.select(first.of, signal);
      case 'any':
        return first.of.length > MOST_PARTS ? this.test(first, signal) : this.join(first.of, 'any', signal);
      default:
        return this.test(first, signal);
    }
  }

  private async join(parts: readonly Predicate[], op: 'all' | 'any', signal: AbortSignal): Promise<Bitmap> {
    const found = op === 'all' ? new Bitmap(this.logs.table.rows).not() : new Bitmap(this.logs.table.rows);
    for (const part of parts) {
      const other = await this.select([part], signal);
      if (op === 'all') found.and(other);
      else found.or(other);
    }
    return found;
  }

  private async test(predicate: Predicate, signal: AbortSignal): Promise<Bitmap> {
    const { table } = this.logs;
    const columns = new Map<string, Column>();
    for (const field of fieldsOf([predicate])) columns.set(field, await this.column(field, signal));
    const noise = asksForNoise(predicate) ? await noiseOf(table, signal) : new Uint8Array(0);
    return select({ ...selectableOf(table), columnOf: (field) => columns.get(field), noise }, [predicate], signal);
  }
}
