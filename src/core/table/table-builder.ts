import { BadCells } from './bad-cells.ts';
import { CategoryBuilder } from './category-column.ts';
import { dropLines, type FieldBlock } from './field-block.ts';
import { GROUP_MASK, GROUP_ROWS } from './groups.ts';
import type { Interner } from './interner.ts';
import { LineStarts } from './line-starts.ts';
import { NumberBuilder, numberAt } from './number-column.ts';
import type { Column, Layout, Section, Table } from './table.ts';

/** How a field is kept; `text` is not kept but read again from the file when wanted. */
export type ColumnKind = 'count' | 'double' | 'category' | 'text';

interface Placed<B> {
  readonly field: number;
  readonly builder: B;
}

/**
 * Takes blocks of cells, file after file, and becomes one table. Columns are joined by name. One for rows that
 * `isPassing` is emptied again and again: it keeps no places of lines. With `leavesLabels` only numbers are kept: labels
 * are read again from the file when wanted, as text is.
 */
export class TableBuilder {
  private readonly isPassing: boolean;
  private readonly leavesLabels: boolean;
  /** Fields that had labels which were left. */
  private readonly left = new Set<string>();
  private readonly builders = new Map<string, NumberBuilder | CategoryBuilder>();
  private readonly sections: Section[] = [];
  private readonly lineStarts = new LineStarts();
  private places = new Float64Array(0);
  private numbers: (Placed<NumberBuilder> & { readonly isNeeded: boolean })[] = [];
  private categories: Placed<CategoryBuilder>[] = [];
  private absent: (NumberBuilder | CategoryBuilder)[] = [];
  private readonly bad = new BadCells();
  /** As `bad`, for fields that a row can do without. */
  private readonly odd = new BadCells();
  private length = 0;

  constructor(isPassing = false, leavesLabels = false) {
    this.isPassing = isPassing;
    this.leavesLabels = leavesLabels;
  }

  /** Rows accepted up to now. */
  get rows(): number {
    return this.length;
  }

  /**
   * Announces the layout of the following blocks. `kinds` has one entry per field. A row without a number in a number
   * field that `isNeeded` is dropped; in other fields this cell is unset.
   */
  begin(file: number, layout: Layout, kinds: readonly ColumnKind[], isNeeded: (field: string) => boolean): void {
    this.numbers = [];
    this.categories = [];
    const present = new Set<string>();
    layout.fields.forEach((name, field) => {
      const kind = kinds[field];
      if (kind === 'text' || present.has(name)) return;
      present.add(name);
      if (this.leaves(name, kind)) return;
      const builder = this.builder(name, kind);
      if (builder.kind === 'number') this.numbers.push({ field, builder, isNeeded: isNeeded(name) });
      else this.categories.push({ field, builder });
    });
    this.absent = [...this.builders].filter(([name]) => !present.has(name)).map(([, builder]) => builder);
    this.sections.push({ first: this.length, file, layout });
  }

  /**
   * Appends the block's lines, whose bytes stand at `offset` in the file's text. Lines with a cell that should be a
   * number and is none are taken out of the block first; `onBad` is called with each line and field, before it moves.
   * `onOdd` is called with the line and field of each cell that is unset because it is no number, also before lines
   * move.
   */
  append(
    block: FieldBlock,
    offset: number,
    onBad: (line: number, field: number) => void,
    onOdd: (line: number, field: number) => void,
  ): void {
    this.appendNumbers(block, onOdd);
    const { fields, marked } = this.bad;
    if (marked > 0) {
      for (let i = 0; i < block.count; i++) if (fields[i] !== 0) onBad(i, fields[i] - 1);
      dropLines(block, fields);
      this.appendNumbers(block, () => {});
    }
    for (const [from, to, row] of this.spans(block.count)) {
      for (const { field, builder } of this.categories) {
        builder.append(block, field, from, to, row);
      }
      if (!this.isPassing) this.appendLineStarts(block, offset, from, to, row);
    }
    for (const builder of this.absent) builder.appendUnset(this.length, this.length + block.count);
    this.length += block.count;
  }

  /** Leaves fields out from now on, until a header announces them again, and frees their columns. */
  leaveOut(fields: readonly string[]): void {
    for (const field of fields) this.builders.delete(field);
    const left = new Set<NumberBuilder | CategoryBuilder>(this.builders.values());
    this.numbers = this.numbers.filter(({ builder }) => left.has(builder));
    this.categories = this.categories.filter(({ builder }) => left.has(builder));
    this.absent = this.absent.filter((builder) => left.has(builder));
  }

  /** Labels of the category columns by field name. */
  *labelStores(): Generator<readonly [string, Interner]> {
    for (const [name, builder] of this.builders) if (builder.kind === 'category') yield [name, builder.labels];
  }

  /**
   * A table of at most `groups` groups of the rows up to now, spread evenly, the last one among them. It holds until
   * more is appended; places of its rows in the log mean nothing.
   */
  peek(groups: number): Table {
    if (this.length === 0) return this.finish();
    const last = Math.ceil(this.length / GROUP_ROWS) - 1;
    const count = Math.min(groups, last + 1);
    const chosen = Array.from(
      { length: count },
      (_, i) => last - Math.round(((count - 1 - i) * last) / Math.max(1, count - 1)),
    );
    const table = this.finish();
    return {
      ...table,
      rows: Math.max(0, count - 1) * GROUP_ROWS + this.length - last * GROUP_ROWS,
      columns: new Map([...table.columns].map(([name, column]) => [name, onlyGroups(column, chosen)])),
    };
  }

  /** The table of the rows up to now. It holds until more is appended. */
  soFar(): Table {
    return this.finish();
  }

  /** The first `rows` rows, at most a group, of a builder for passing rows. The table holds until more is appended. */
  lend(rows: number): Table {
    return { ...this.finish(), rows };
  }

  /** Forgets the first `rows` rows: a full group, after which at most one follows, or all. */
  forget(rows: number): void {
    this.length -= rows;
    if (this.length > 0) for (const { groups } of this.builders.values()) groups.reverse();
    this.sections.splice(0, this.sections.length - 1);
    const [last] = this.sections;
    if (last !== undefined) this.sections[0] = { ...last, first: 0 };
  }

  /** The table of everything appended. The builder must not be used after. */
  finish(): Table {
    return {
      rows: this.length,
      columns: new Map([...this.builders].map(([name, builder]) => [name, column(builder)])),
      lineStarts: this.lineStarts,
      placesInFiles: null,
      represents: null,
      sections: this.sections.filter(({ first }, s, all) => first < (all[s + 1]?.first ?? this.length)),
    };
  }

  /** Whether a field's labels stay in the file. A column of numbers that becomes one of labels is kept. */
  private leaves(name: string, kind: ColumnKind): boolean {
    if (this.leavesLabels && kind === 'category' && !this.builders.has(name)) this.left.add(name);
    return this.left.has(name);
  }

  /** The column of a field. One that is text in any log is text in all of them. */
  private builder(name: string, kind: Exclude<ColumnKind, 'text'>): NumberBuilder | CategoryBuilder {
    let builder = this.builders.get(name);
    if (builder?.kind === 'number' && kind === 'category') {
      builder = labelsOf(builder, this.length);
      this.builders.set(name, builder);
    }
    if (builder === undefined) {
      builder = kind === 'category' ? new CategoryBuilder() : new NumberBuilder(kind === 'count');
      builder.appendUnset(0, this.length);
      this.builders.set(name, builder);
    }
    return builder;
  }

  private appendNumbers(block: FieldBlock, onOdd: (line: number, field: number) => void): void {
    const { odd } = this;
    this.bad.clear(block.lines.length);
    for (const [from, to, row] of this.spans(block.count)) {
      for (const { field, builder, isNeeded } of this.numbers) {
        if (isNeeded) {
          builder.append(block, field, from, to, row, this.bad);
          continue;
        }
        odd.clear(block.lines.length);
        builder.append(block, field, from, to, row, odd);
        for (let i = from; i < to && odd.marked > 0; i++) if (odd.fields[i] !== 0) onOdd(i, field);
      }
    }
  }

  private appendLineStarts(block: FieldBlock, offset: number, from: number, to: number, row: number): void {
    const count = to - from;
    if (this.places.length < count) this.places = new Float64Array(block.lines.length);
    const { places } = this;
    for (let i = 0, at = from * block.stride; i < count; i++, at += block.stride) {
      places[i] = block.places === null ? offset + block.starts[at] : block.places[from + i];
    }
    this.lineStarts.set(row, places, count);
  }

  /** Cuts `count` lines where groups end: [from, to) of the block go to the rows from `row` on. */
  private spans(count: number): (readonly [from: number, to: number, row: number])[] {
    const spans: [number, number, number][] = [];
    for (let from = 0; from < count; ) {
      const row = this.length + from;
      const to = Math.min(count, from + GROUP_ROWS - (row & GROUP_MASK));
      spans.push([from, to, row]);
      from = to;
    }
    return spans;
  }
}

/** Numbers as the labels that JavaScript writes of them. */
function labelsOf(numbers: NumberBuilder, rows: number): CategoryBuilder {
  const labels = new CategoryBuilder();
  for (let row = 0; row < rows; row++) {
    const value = numberAt(numbers, row);
    if (Number.isNaN(value)) labels.appendUnset(row, row + 1);
    else labels.appendLabel(encoder.encode(String(value)), row);
  }
  return labels;
}

const encoder = new TextEncoder();

function onlyGroups(column: Column, chosen: readonly number[]): Column {
  if (column.kind === 'number') return { ...column, groups: chosen.map((group) => column.groups[group]) };
  return { ...column, groups: chosen.map((group) => column.groups[group]) };
}

function column(builder: NumberBuilder | CategoryBuilder): Column {
  return builder.kind === 'number'
    ? { kind: 'number', groups: builder.groups }
    : { kind: 'category', groups: builder.groups, labels: builder.labels };
}
