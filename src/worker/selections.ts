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
import type { OwnColumns } from './own-columns.ts';

/** More selections than a screen has at a time: of each predicate, and of some together. At 6.3 million rows 0.8 MB each. */
const KEPT = 48;
/** An `any` of more parts than this is found as a whole: its parts would push out everything else that is kept. */
const MOST_PARTS = 8;

/** A column that predicates can be tested on. */
export type SelectableColumn = Column | ComputedNumbers;

/**
 * The rows of a run that predicates select. Keeps those asked for last, one bit per row each. Predicates are bound (`bind`): see `Views`.
 */
export class Selections {
  /** The findings of the run, null when it cannot have any. */
  readonly findings: (control: Control) => Promise<FoundFindings | null>;
  private readonly logs: ReadLogs;
  /** Columns that were left in the files, or are no field, until somebody asked for them. */
  private readonly madeColumns = new Map<string, Column>();
  private strongestByRow: Uint16Array | null = null;
  private readonly kept = new Map<string, Bitmap>();
  /** A number for each detector whose columns were asked for, so that their selections are kept apart. */
  private readonly owners = new Map<OwnColumns, number>();

  constructor(logs: ReadLogs, findings: (control: Control) => Promise<FoundFindings | null>) {
    this.logs = logs;
    this.findings = findings;
  }

  /** The rows that meet all predicates. The caller must not change it. Throws `LogError` as `select` does. */
  async select(predicates: readonly Predicate[], own: OwnColumns, signal: AbortSignal): Promise<Bitmap> {
    const key = this.keyOf(predicates, own);
    const known = this.kept.get(key);
    const found = known ?? (await this.find(predicates, own, signal));
    this.kept.delete(key);
    this.kept.set(key, found);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) break;
      this.kept.delete(oldest);
    }
    return found;
  }

  /** A field's column, or `file`; one that was left in the files is read now. Throws `LogError` when no log of the run has the field. */
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

  /** Whether a log of the run has the field. Those that an export of ours added do not count. */
  hasField(field: string): boolean {
    const isInLogs = this.logs.table.sections.some(({ layout }) => layout.fields.includes(field));
    return isInLogs && !addedColumns.includes(field);
  }

  /** By row the strongest finding it belongs to, see `strongestByRow`; null when the run has no findings. */
  async strongest(control: Control): Promise<Uint16Array | null> {
    const found = await this.findings(control);
    if (found === null) return null;
    this.strongestByRow ??= strongestByRow(found.rows, this.logs.table.rows);
    return this.strongestByRow;
  }

  /** Throws `LogError` when no log of the run has the field. */
  expect(field: string): void {
    if (this.hasField(field)) return;
    throw new LogError('bad-request', { what: `no field ${field}` });
  }

  /** Of several predicates, each is kept by itself, and so are the parts of one: the next question often differs in one of them. */
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

  /** What predicates are tested on under a field's name: the log's own comes before ours. */
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

  /** Selections by a detector's own columns are another detector's by another key. */
  private keyOf(predicates: readonly Predicate[], own: OwnColumns): string {
    const key = keyOfAll(predicates);
    if (!fieldsOf(predicates).some((field) => own.has(field) && !this.hasField(field))) return key;
    const owner = this.owners.get(own) ?? this.owners.size;
    this.owners.set(own, owner);
    return `${owner} ${key}`;
  }
}
