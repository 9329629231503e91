import type { Control } from '../core/control.ts';
import { LogError } from '../core/errors.ts';
import type { FoundFindings } from '../core/findings/find-findings.ts';
import { strongestByRow } from '../core/findings/strongest.ts';
import { readTextColumn } from '../core/query/text-column.ts';
import type { ReadLogs } from '../core/read-logs.ts';
import { addedColumns } from '../core/schema/conn.ts';
import { Bitmap } from '../core/selection/bitmap.ts';
import { select } from '../core/selection/compile.ts';
import { sumOf } from '../core/selection/computed-numbers.ts';
import { fileColumn } from '../core/selection/file-column.ts';
import { noiseOf } from '../core/selection/noise.ts';
import { asksForNoise, fieldsOf, keyOfAll, type Predicate } from '../core/selection/predicate.ts';
import { type ComputedNumbers, selectableOf } from '../core/selection/selectable.ts';
import type { Column } from '../core/table/table.ts';
import { Kept } from './kept.ts';
import type { OwnColumns } from './own-columns.ts';

/**
 * Number of cached bitmaps, of single predicates and of combinations. More than a screen uses. 0.8 MB each at 6.3
 * million rows.
 */
const KEPT = 48;
/** An `any` with more members than this is cached only as a whole: its members would displace all others. */
const MOST_PARTS = 8;

/** A column that predicates can be tested on. */
export type SelectableColumn = Column | ComputedNumbers;

/**
 * The selected rows of a run, by predicates. Caches the latest bitmaps. Predicates must be bound (`bind`): see `Views`.
 */
export class Selections {
  /** The findings of the run. Null if the run cannot have any. */
  readonly findings: (control: Control) => Promise<FoundFindings | null>;
  private readonly logs: ReadLogs;
  /** Columns that are read from the files or computed on demand. */
  private readonly madeColumns = new Map<string, Column>();
  private strongestByRow: Uint16Array | null = null;
  private readonly kept = new Kept<Bitmap>(KEPT);
  /** A number for each detector with requested columns. It keeps their selections apart in the cache. */
  private readonly owners = new Map<OwnColumns, number>();

  constructor(logs: ReadLogs, findings: (control: Control) => Promise<FoundFindings | null>) {
    this.logs = logs;
    this.findings = findings;
  }

  /**
   * The rows that meet all predicates. The bitmap is shared: callers must not change it. Throws `LogError` as `select`
   * does.
   */
  async select(predicates: readonly Predicate[], own: OwnColumns, signal: AbortSignal): Promise<Bitmap> {
    return this.kept.get(this.keyOf(predicates, own), () => this.find(predicates, own, signal));
  }

  /**
   * The column of a field, or of `file`. Reads fields that were left in the files. Throws `LogError` if no log of the
   * run has the field.
   */
  async column(field: string, signal: AbortSignal): Promise<Column> {
    const { table, texts, files } = this.logs;
    const known = this.madeColumns.get(field) ?? (addedColumns.includes(field) ? undefined : table.columns.get(field));
    if (known !== undefined) return known;
    if (field === 'file') {
      const paths = files.map(({ path }) => path);
      return this.keep(field, fileColumn(table, paths));
    }
    this.expect(field);
    return this.keep(field, await readTextColumn(table, texts, field, signal));
  }

  private keep(field: string, column: Column): Column {
    this.madeColumns.set(field, column);
    return column;
  }

  /** Whether a log of the run has the field. Fields that Oddflow's exports add do not count. */
  hasField(field: string): boolean {
    const isInLogs = this.logs.table.sections.some(({ layout }) => layout.fields.includes(field));
    return isInLogs && !addedColumns.includes(field);
  }

  /** By row: the strongest finding, see `strongestByRow`. Null if the run has no findings. */
  async strongest(control: Control): Promise<Uint16Array | null> {
    const found = await this.findings(control);
    if (found === null) return null;
    this.strongestByRow ??= strongestByRow(found.rows, this.logs.table.rows);
    return this.strongestByRow;
  }

  /** Throws `LogError` if no log of the run has the field. */
  expect(field: string): void {
    if (this.hasField(field)) return;
    throw new LogError('bad-request', { what: `no field ${field}` });
  }

  /** Evaluates lists member by member and caches each one: the next query often differs in one member. */
  private async find(predicates: readonly Predicate[], own: OwnColumns, signal: AbortSignal): Promise<Bitmap> {
    const [first, ...others] = predicates;
    if (first === undefined) return new Bitmap(this.logs.table.rows).not();
    if (others.length > 0) return this.join(predicates, 'all', own, signal);
    switch (first.op) {
      case 'not':
        return (await this.select([first.of], own, signal)).copy().not();
      case 'all':
        return this.select(first.of, own, signal);
      case 'any':
        return first.of.length > MOST_PARTS ? this.test(first, own, signal) : this.join(first.of, 'any', own, signal);
      default:
        return this.test(first, own, signal);
    }
  }

  private async join(
    parts: readonly Predicate[],
    op: 'all' | 'any',
    own: OwnColumns,
    signal: AbortSignal,
  ): Promise<Bitmap> {
    const found = op === 'all' ? new Bitmap(this.logs.table.rows).not() : new Bitmap(this.logs.table.rows);
    for (const part of parts) {
      const other = await this.select([part], own, signal);
      if (op === 'all') found.and(other);
      else found.or(other);
    }
    return found;
  }

  private async test(predicate: Predicate, own: OwnColumns, signal: AbortSignal): Promise<Bitmap> {
    const { table } = this.logs;
    const columns = new Map<string, SelectableColumn>();
    for (const field of fieldsOf([predicate])) columns.set(field, await this.selectable(field, own, signal));
    const noise = asksForNoise(predicate) ? await noiseOf(table, signal) : new Uint8Array(0);
    return select({ ...selectableOf(table), columnOf: (field) => columns.get(field), noise }, [predicate], signal);
  }

  /** The column for a field name. A column of the log precedes a computed one. */
  async selectable(field: string, own: OwnColumns, signal: AbortSignal): Promise<SelectableColumn> {
    if (this.hasField(field)) return this.column(field, signal);
    if (field === 'bytes') return this.sumOf('orig_bytes', 'resp_bytes');
    if (field === 'packets') return this.sumOf('orig_pkts', 'resp_pkts');
    return (await own.read(field)) ?? this.column(field, signal);
  }

  private sumOf(a: string, b: string): ComputedNumbers {
    const [first, second] = [a, b].map((field) => {
      const column = this.logs.table.columns.get(field);
      return column?.kind === 'number' ? column : undefined;
    });
    return sumOf(first, second);
  }

  /** Cache key. It contains the detector if the predicates use its columns. */
  private keyOf(predicates: readonly Predicate[], own: OwnColumns): string {
    const key = keyOfAll(predicates);
    if (!fieldsOf(predicates).some((field) => own.has(field) && !this.hasField(field))) return key;
    const owner = this.owners.get(own) ?? this.owners.size;
    this.owners.set(own, owner);
    return `${owner} ${key}`;
  }
}
