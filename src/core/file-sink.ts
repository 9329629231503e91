import { CellForms, type DecidedForms, type Understood } from './cells/cell-forms.ts';
import { understoodRecords } from './cells/understood-records.ts';
import { LogError, type LogErrorDetail } from './errors.ts';
import { isUtf8 } from './format/escapes.ts';
import { type LogSink, MOST_FIELDS } from './format/format.ts';
import type { Fingerprints } from './math/fingerprints.ts';
import type { FileReport, Note, Problem, SkipReason } from './report.ts';
import { RowsWithoutEndpoints } from './rows-without-endpoints.ts';
import { columnKind, isKnownField, neededFields } from './schema/conn.ts';
import { judgeLog, type LogKind } from './schema/kind.ts';
import { numberReadings } from './schema/number-reading.ts';
import { SkipCounts } from './skip-counts.ts';
import type { Source } from './source/open-source.ts';
import { dropLines, type FieldBlock, isMark } from './table/field-block.ts';
import type { Layout } from './table/table.ts';
import type { TableBuilder } from './table/table-builder.ts';

/** Who takes the flows of all files: a table, or something that looks at each and keeps few. */
export type RowTaker = Pick<TableBuilder, 'rows' | 'begin' | 'append' | 'labelStores'>;

/** More names of logs than Zeek has. */
const CONTEXTS_KEPT = 100;

/** What is said of a damaged file; one that is not compressed can only differ from what its archive says of it. */
const damaged: Readonly<Record<Source['form'], Problem['code']>> = {
  plain: 'damaged-archive',
  gzip: 'damaged-gzip',
  zstd: 'damaged-zstd',
  zip: 'damaged-archive',
  parquet: 'damaged-archive',
};

/** Fields that identify a flow by time and hosts. A header that was not understood may hide them. */
const tellingFields: readonly string[] = ['ts', 'id.orig_h', 'id.resp_h'];

/** Reasons that say of a line that it is not of a log at all. */
const noRow: ReadonlySet<SkipReason> = new Set(['no-flow', 'not-json', 'not-a-record']);

/** Gives one file's flows to a taker and counts the rest. */
export class FileSink implements LogSink {
  readonly path: string;
  /** Empty until it is recognised. */
  format = '';
  private readonly file: number;
  private readonly taker: RowTaker;
  private readonly firstRow: number;
  private readonly labelsBefore: ReadonlyMap<string, number>;
  private kind: LogKind | null = null;
  private layout: Layout | null = null;
  /** The fields of the last layout that has flows. */
  private flowFields: readonly string[] | null = null;
  private contextRows = 0;
  private readonly contexts = new Map<string, number>();
  /** Rows of a log that was refused: they have no reason of their own. */
  private refusedRows = 0;
  private readonly skips = new SkipCounts();
  private withoutEndpoints: RowsWithoutEndpoints | null = null;
  private readonly uids: Fingerprints | null;
  private readonly isDroppingRepeated: boolean;
  private uidField = -1;
  private repeated = 0;
  private readonly notes: Note[] = [];
  /**
   * How the file's columns are written, null when they were not surveyed; and what reads them in the layout at hand.
   */
  private readonly decided: DecidedForms | null;
  private forms: CellForms | null = null;
  /** Whether a block of the layout at hand has shown its times. */
  private isChecked = false;
  private readonly understood = new Map<string, Understood>();
  /** Cells that are unset since they say no number, by field, with the first. */
  private readonly odd = new Map<string, OddCells>();
  private refusal: Problem | null = null;
  private contextPath = '';

  constructor(
    path: string,
    file: number,
    taker: RowTaker,
    uids: Fingerprints | null,
    isDroppingRepeated: boolean,
    decided: DecidedForms | null = null,
  ) {
    this.decided = decided;
    this.uids = uids;
    this.isDroppingRepeated = isDroppingRepeated;
    this.path = path;
    this.file = file;
    this.taker = taker;
    this.firstRow = taker.rows;
    this.labelsBefore = labelCounts(taker);
  }

  begin(layout: Layout): void {
    if (layout.fields.length > MOST_FIELDS) {
      const why = `it names ${layout.fields.length} fields`;
      throw new LogError('bad-header', { file: this.path, why });
    }
    this.kind = judgeLog(layout, this.path);
    this.layout = layout;
    this.uidField = layout.fields.indexOf('uid');
    if (this.kind.kind === 'flows') {
      this.refuseLateHeader(layout.fields);
      this.flowFields = layout.fields;
      this.takeExamples();
      const kinds = layout.fields.map((name, field) => columnKind(name, layout.types[field]));
      this.isChecked = false;
      this.withoutEndpoints = new RowsWithoutEndpoints(layout);
      this.forms = new CellForms(layout.fields, numberReadings(layout), this.decided);
      const records = understoodRecords(layout.records, this.forms, kinds);
      this.taker.begin(this.file, { ...layout, records }, kinds, isNeeded);
    } else if (this.kind.kind === 'refused') this.refusal = this.kind.problem;
  }

  rows(block: FieldBlock, offset: number): void {
    if (this.kind?.kind === 'flows') {
      this.withoutEndpoints?.drop(block, (line) => this.skip(block.lines[line], 'no-endpoints', {}));
      this.findRepeated(block);
      block.forms = this.forms;
      if (!this.isChecked) this.checkTimes(block);
      this.taker.append(
        block,
        offset,
        (line, field) => this.notANumber(block, line, field),
        (line, field) => this.countOdd(block, line, field),
      );
    } else if (this.kind?.kind === 'context') this.addContext(this.kind.path, block.count);
    else this.refusedRows += block.count;
  }

  /** Whether the fields were assumed by their number, since no header names them. */
  private get isAssumed(): boolean {
    return this.notes.some(({ code }) => code === 'headerless');
  }

  /**
   * Throws `LogError` where a header, or a row of names, says that rows whose fields were assumed by their number have
   * others.
   */
  private refuseLateHeader(names: readonly string[], line?: number): void {
    const { flowFields: fields } = this;
    if (!this.isAssumed || fields === null || fields.length !== names.length) return;
    if (names.every((name, field) => name === fields[field] || !isKnownField(name))) return;
    throw new LogError('late-header', { file: this.path, ...(line === undefined ? {} : { line }) });
  }

  /**
   * Throws `SurveyNeeded` where the times may be days of a spreadsheet, and notes times that no log of Zeek's can have.
   */
  private checkTimes(block: FieldBlock): void {
    const time = this.forms?.firstTime(block) ?? null;
    if (time === null) return;
    this.isChecked = true;
    const { text, seconds } = time;
    if (!isOdd(seconds)) return;
    const year = yearOf(seconds);
    this.note('odd-times', { text, ...(Number.isNaN(year) ? {} : { year }) });
  }

  skip(line: number, reason: SkipReason, detail: LogErrorDetail): void {
    this.skips.add(line, reason, detail);
  }

  /** Counts flows whose uid was there before, or takes them out of the block. */
  private findRepeated(block: FieldBlock): void {
    const { uids, uidField } = this;
    if (uids === null || uidField < 0) return;
    const drop = new Uint16Array(block.count);
    let found = 0;
    for (let i = 0, at = uidField; i < block.count; i++, at += block.stride) {
      const end = block.starts[at + 1] - block.separatorLength;
      if (isNoUid(block, block.starts[at], end, this.layout?.empty) || uids.add(block.bytes, block.starts[at], end))
        continue;
      drop[i] = 1;
      found++;
      if (this.isDroppingRepeated) this.skip(block.lines[i], 'repeated', {});
    }
    if (!this.isDroppingRepeated) this.repeated += found;
    else if (found > 0) dropLines(block, drop);
  }

  context(path: string): void {
    this.addContext(path, 1);
  }

  private addContext(log: string, rows: number): void {
    this.contextRows += rows;
    const isNew = !this.contexts.has(log);
    if (isNew && this.contexts.size < CONTEXTS_KEPT) this.contextPath += `${this.contextPath === '' ? '' : ', '}${log}`;
    const name = isNew && this.contexts.size >= CONTEXTS_KEPT ? 'unknown' : log;
    this.contexts.set(name, (this.contexts.get(name) ?? 0) + rows);
  }

  /** Rows of any log that were taken. */
  get rowsRead(): number {
    return this.taker.rows - this.firstRow + this.contextRows;
  }

  /** Rows that could not be read up to now. */
  get unread(): number {
    return this.skips.unread;
  }

  report(bytes: number, source: Source, problem: Problem | null): FileReport {
    const flows = this.taker.rows - this.firstRow;
    for (const [field, odd] of this.odd) this.notes.push({ code: 'not-numbers', detail: { field, ...odd } });
    this.takeExamples();
    for (const { kind, ...detail } of mergedByKind(this.understood.values())) {
      if (kind === 'zoneless') this.note('zone-assumed', {});
      else this.notes.push({ code: 'understood', detail: { kind, ...detail } });
    }
    const lacking = flows === 0 ? [] : tellingFields.filter((name) => this.flowFields?.includes(name) === false);
    if (lacking.length > 0) this.note('lacks-fields', { fields: lacking.join(', ') });
    const notUtf8 = countNotUtf8(this.taker, this.labelsBefore);
    if (notUtf8 > 0) this.note('not-utf8', { labels: notUtf8 });
    return {
      path: this.path,
      bytes,
      format: this.format,
      compression: source.form === 'parquet' ? 'plain' : source.form,
      flows,
      repeated: this.repeated,
      skipped: this.skips.total + this.refusedRows,
      skippedBy: this.skips.counts(),
      context: this.contextRows,
      contexts: [...this.contexts].map(([log, rows]) => ({ log, rows })),
      log: this.contextPath !== '' && flows === 0 ? this.contextPath : (this.layout?.path ?? ''),
      skips: this.skips.lines(),
      problem: problem ?? this.damageOf(source, bytes) ?? this.refusal ?? this.emptiness(bytes, flows),
      notes: this.notes,
    };
  }

  private damageOf(source: Source, size: number): Problem | null {
    const damage = source.damage();
    if (damage === null) return null;
    if (damage.why === 'shorter' || damage.why === 'unreadable') {
      const { at, why } = damage;
      return { code: 'cut-short', detail: { file: this.path, rows: this.rowsRead, at, size, why } };
    }
    return {
      code: damaged[source.form],
      detail: { file: this.path, at: damage.at, why: damage.why, rows: this.rowsRead },
    };
  }

  private emptiness(bytes: number, flows: number): Problem | null {
    if (flows > 0 || this.contextRows > 0) return null;
    if (this.skips.total + this.refusedRows === 0) {
      if (this.kind?.kind === 'context') return null;
      return {
        code: 'empty',
        detail: { file: this.path, what: this.layout === null || bytes === 0 ? 'bytes' : 'rows' },
      };
    }
    const counts = this.skips.counts();
    if (counts.every(({ reason }) => noRow.has(reason))) {
      return { code: 'not-a-zeek-log', detail: { file: this.path, looks: looksOf(this.format), seen: '' } };
    }
    const [{ reason, lines, first }] = counts;
    const rows = this.skips.total;
    return {
      code: 'no-rows',
      detail: { ...first.detail, file: this.path, format: this.format, rows, lines, reason, line: first.line },
    };
  }

  private notANumber(block: FieldBlock, line: number, field: number): void {
    if (this.isAssumed) {
      const cells = Array.from({ length: block.stride - 1 }, (_, each) => this.cell(block, line, each).text);
      this.refuseLateHeader(cells, block.lines[line]);
    }
    this.skip(block.lines[line], 'not-a-number', this.cell(block, line, field));
  }

  private countOdd(block: FieldBlock, line: number, field: number): void {
    const name = this.layout?.fields[field] ?? '';
    const known = this.odd.get(name);
    if (known !== undefined) known.cells++;
    else this.odd.set(name, { cells: 1, line: block.lines[line], ...this.cell(block, line, field) });
  }

  /** A cell as a sentence shows it, and what it should have been. */
  private cell(block: FieldBlock, line: number, field: number): { field: string; text: string; reading: string } {
    const at = line * block.stride + field;
    const cell = block.bytes.subarray(block.starts[at], block.starts[at + 1] - block.separatorLength);
    const text = new TextDecoder().decode(cell.subarray(0, 40));
    return { field: this.layout?.fields[field] ?? '', text, reading: this.forms?.readingOf(field) ?? 'double' };
  }

  private takeExamples(): void {
    for (const example of this.forms?.examples ?? []) {
      const key = `${example.kind} ${example.field}`;
      if (!this.understood.has(key)) this.understood.set(key, example);
    }
  }

  note(code: Note['code'], detail: LogErrorDetail): void {
    if (!this.notes.some((note) => note.code === code)) this.notes.push({ code, detail });
  }
}

/** What a file without a row looks like, by the form that read it. */
function looksOf(format: string): 'JSON' | 'CSV' | 'text' {
  if (/JSON|Parquet/.test(format)) return 'JSON';
  return format.includes('CSV') ? 'CSV' : 'text';
}

/** One example of each kind, and the fields that have it. */
function mergedByKind(all: Iterable<Understood>): (Understood & { readonly fields: string })[] {
  const merged = new Map<string, Understood & { readonly fields: string }>();
  for (const example of all) {
    const known = merged.get(example.kind);
    if (known === undefined) merged.set(example.kind, { ...example, fields: example.field });
    else merged.set(example.kind, { ...known, fields: `${known.fields}, ${example.field}` });
  }
  return [...merged.values()];
}

/** Cells of one field that are unset since they say no number. */
interface OddCells {
  cells: number;
  readonly line: number;
  readonly text: string;
  readonly reading: string;
}

/**
 * Before Zeek, but for logs whose times begin at 0, or beyond 2100: most likely counted from another year than 1970.
 */
function isOdd(seconds: number): boolean {
  const year = yearOf(seconds);
  return seconds < 0 || (seconds > 1e8 && year < 1996) || year > 2100 || Number.isNaN(year);
}

/** NaN for what is beyond the calendar. */
function yearOf(seconds: number): number {
  return new Date(seconds * 1000).getUTCFullYear();
}

/** Whether a row without a number in this field cannot be scored. */
function isNeeded(field: string): boolean {
  return neededFields.includes(field);
}

/** An unset or empty one, of which there may be many. */
function isNoUid({ bytes, unset }: FieldBlock, start: number, end: number, empty: Uint8Array = unset): boolean {
  return end <= start || isCell(bytes, start, end, unset) || isCell(bytes, start, end, empty);
}

function isCell(bytes: Uint8Array, start: number, end: number, mark: Uint8Array): boolean {
  return end - start === mark.length && bytes[start] === mark[0] && isMark(bytes, start, mark);
}

function labelCounts(taker: RowTaker): ReadonlyMap<string, number> {
  return new Map([...taker.labelStores()].map(([name, labels]) => [name, labels.size]));
}

/** How many of the labels that came since `before` are not UTF-8. */
function countNotUtf8(taker: RowTaker, before: ReadonlyMap<string, number>): number {
  let found = 0;
  for (const [name, labels] of taker.labelStores()) {
    for (let code = (before.get(name) ?? 0) + 1; code <= labels.size; code++) {
      const label = labels.bytes(code);
      if (label.some((byte) => byte >= 128) && !isUtf8(label)) found++;
    }
  }
  return found;
}
