import { checkpoint } from '../control.ts';
import { joined } from '../source/joined.ts';
import type { Text } from '../source/text.ts';
import { lineStart, type Section, type Table } from '../table/table.ts';

/** Calls for each row, in order, with the place of one of its cells: `bytes[start..end)`, lent until it returns. */
export type VisitCell = (row: number, bytes: Uint8Array, start: number, end: number, section: Section) => void;

/**
 * Reads the files once more and visits a field that was left in them, in all rows whose log has it. `onShare` hears which share
 * of the bytes is read. As fast as the files are read: about a second a gigabyte.
 */
export async function walkCells(
  table: Table,
  texts: readonly Text[],
  field: string,
  signal: AbortSignal,
  onShare: (share: number) => void,
  visit: VisitCell,
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
  private readonly visit: VisitCell;
  private readonly place = new Uint32Array(2);
  private stretch = 0;
  private row: number;
  /** Of a record that ends in a later block. */
  private held: Uint8Array = new Uint8Array(0);
  /** Where the next block begins in the text. */
  private at = 0;

  constructor(table: Table, { size }: Text, stretches: readonly Stretch[], visit: VisitCell) {
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
      const limit = Math.min(this.limit(), end);
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
    const end = base + bytes.length;
    while (!this.isOver) {
      const start = lineStart(this.table, this.row);
      if (start >= end) return;
      const limit = this.limit();
      if (limit > end) {
        this.held = bytes.slice(start - base);
        return;
      }
      this.visitRow(bytes, start - base, limit - base);
      this.next();
    }
  }

  private visitRow(bytes: Uint8Array, start: number, limit: number): void {
    const { section, field } = this.stretches[this.stretch];
    if (field < 0) return;
    const { layout } = section;
    const { records, separator } = layout;
    if (records.find !== undefined) {
      records.find(bytes, start, limit, field, layout, this.place);
      this.visit(this.row, bytes, this.place[0], this.place[1], section);
      return;
    }
    const end = records.end(bytes, start, limit);
    const { bytes: cells, starts } = records.cut(bytes, start, end, layout);
    this.visit(this.row, cells, starts[field], starts[field + 1] - separator.length, section);
  }

  private next(): void {
    this.row++;
    if (this.row < this.stretches[this.stretch].end) return;
    this.stretch++;
    this.row = this.stretches[this.stretch]?.first ?? 0;
  }

  /** A place in the text by which the record at hand has ended. */
  private limit(): number {
    const { end } = this.stretches[this.stretch];
    if (this.row + 1 < end) return lineStart(this.table, this.row + 1);
    const next = this.stretches[this.stretch + 1];
    return next === undefined ? this.size : lineStart(this.table, next.first);
  }
}
