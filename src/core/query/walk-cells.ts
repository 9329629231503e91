import { checkpoint } from '../control.ts';
import { joined } from '../source/joined.ts';
import type { Text } from '../source/text.ts';
import { lineStart, type Section, type Table } from '../table/table.ts';

/**
 * Takes cells of rows `first`, `first + 1`, ...: of the one at place i `bytes[places[2 * i]..places[2 * i + 1])`, all lent until it
 * returns.
 */
export type VisitCells = (
  first: number,
  count: number,
  bytes: Uint8Array,
  places: Uint32Array,
  section: Section,
) => void;

const BATCH = 1024;

/**
 * Reads the files once more and visits a field that was left in them, in all rows whose log has it. `onShare` hears which share
 * of the bytes is read. Little slower than the files are read: about a second a gigabyte.
 */
export async function walkCells(
  table: Table,
  texts: readonly Text[],
  field: string,
  signal: AbortSignal,
  onShare: (share: number) => void,
  visit: VisitCells,
): Promise<void> {
  const total = texts.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const [file, text] of texts.entries()) {
    const walker = new Walker(table, text, sectionsOf(table, file, field), visit);
    if (walker.isOver) continue;
    for await (const block of text.blocks()) {
      walker.push(block);
      done += block.length;
      onShare(done / total);
      await checkpoint(signal);
      if (walker.isOver) break;
    }
  }
}

interface Stretch {
  readonly section: Section;
  /** Place of the wanted field among the cells, -1 when there is none. */
  readonly field: number;
  readonly first: number;
  readonly end: number;
}

function sectionsOf(table: Table, file: number, name: string): Stretch[] {
  return table.sections.flatMap((section, s) => {
    const end = table.sections[s + 1]?.first ?? table.rows;
    const field = section.layout.fields.indexOf(name);
    return section.file === file ? [{ section, field, first: section.first, end }] : [];
  });
}

/** Goes through the rows of one file as its text comes. */
class Walker {
  private readonly table: Table;
  private readonly size: number;
  private readonly stretches: readonly Stretch[];
  private readonly visit: VisitCells;
  /** Where the records of a batch begin, and a place by which the last one has ended; and places of their cells. */
  private readonly starts = new Uint32Array(BATCH + 1);
  private readonly places = new Uint32Array(2 * BATCH);
  private stretch = 0;
  private row: number;
  /** Of a record that ends in a later block. */
  private held: Uint8Array = new Uint8Array(0);
  /** Where the next block begins in the text. */
  private at = 0;

  constructor(table: Table, { size }: Text, stretches: readonly Stretch[], visit: VisitCells) {
    this.table = table;
    this.size = size;
    this.stretches = stretches;
    this.visit = visit;
    this.row = stretches[0]?.first ?? 0;
  }

  get isOver(): boolean {
    return this.stretch === this.stretches.length;
  }

  push(block: Uint8Array): void {
    const end = this.at + block.length;
    if (this.held.length > 0) {
      const limit = Math.min(this.limit(this.row), end);
      const bytes = joined(this.held, block.subarray(0, limit - this.at));
      const start = this.at - this.held.length;
      this.held = new Uint8Array(0);
      this.walk(bytes, start);
    }
    if (this.held.length === 0) this.walk(block, this.at);
    this.at = end;
  }

  /** Visits the rows whose records end in `bytes`, which begin at `base` of the text; keeps the one that does not. */
  private walk(bytes: Uint8Array, base: number): void {
    while (!this.isOver) {
      const count = this.gather(base, bytes.length);
      if (count === 0) {
        const start = lineStart(this.table, this.row) - base;
        if (start < bytes.length) this.held = bytes.slice(start);
        return;
      }
      this.visitRows(bytes, count);
      this.row += count;
      if (this.row < this.stretches[this.stretch].end) continue;
      this.stretch++;
      this.row = this.stretches[this.stretch]?.first ?? 0;
    }
  }

  /** Finds the rows from the one at hand on whose records end within `length` bytes from `base`; out comes how many. */
  private gather(base: number, length: number): number {
    const { starts, row, table } = this;
    const most = Math.min(BATCH, this.stretches[this.stretch].end - row);
    let count = 0;
    while (count < most) {
      const start = lineStart(table, row + count) - base;
      if (count > 0) starts[count] = start;
      if (start > length) return Math.max(0, count - 1);
      starts[count++] = start;
    }
    const limit = this.limit(row + count - 1) - base;
    starts[count] = limit;
    return limit > length ? count - 1 : count;
  }

  private visitRows(bytes: Uint8Array, count: number): void {
    const { section, field } = this.stretches[this.stretch];
    if (field < 0) return;
    const { layout } = section;
    const { records, separator } = layout;
    const { starts, places } = this;
    if (records.findAll !== undefined) {
      records.findAll(bytes, starts, count, field, layout, places);
      this.visit(this.row, count, bytes, places, section);
      return;
    }
    for (let i = 0; i < count; i++) {
      const end = records.end(bytes, starts[i], starts[i + 1]);
      const record = records.cut(bytes, starts[i], end, layout);
      places[0] = record.starts[field];
      places[1] = record.starts[field + 1] - separator.length;
      this.visit(this.row + i, 1, record.bytes, places, section);
    }
  }

  /** A place in the text by which the record of a row of the stretch has ended. */
  private limit(row: number): number {
    if (row + 1 < this.stretches[this.stretch].end) return lineStart(this.table, row + 1);
    const next = this.stretches[this.stretch + 1];
    return next === undefined ? this.size : lineStart(this.table, next.first);
  }
}
