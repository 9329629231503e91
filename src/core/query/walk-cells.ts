import { checkpoint, turns } from '../control.ts';
import { joined } from '../source/joined.ts';
import type { Text } from '../source/text.ts';
import { lineStart, type Section, type Table } from '../table/table.ts';
import { BATCH, type FieldKernel } from './field-kernel.ts';

/**
 * Receives one cell for each of the rows `first`, `first + 1`, ...: cell i is `bytes[places[2 * i]..places[2 * i +
 * 1])`. Both arrays are lent until it returns.
 */
export type VisitCells = (
  first: number,
  count: number,
  bytes: Uint8Array,
  places: Uint32Array,
  section: Section,
) => void;

/**
 * Reads the files again and visits one field that was left in them, in all rows whose log has it. `onShare` receives
 * the fraction of bytes read, 0 to 1. About one second per gigabyte, little more than reading the files. Uses the
 * kernel where WebAssembly is available.
 */
export async function walkCells(
  table: Table,
  texts: readonly Text[],
  field: string,
  kernel: FieldKernel | null,
  signal: AbortSignal,
  onShare: (share: number) => void,
  visit: VisitCells,
): Promise<void> {
  const isDue = turns();
  const total = texts.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const walk = async (part: Portion, text: Text): Promise<void> => {
    const walker = new Walker(table, part, kernel, visit);
    for await (const block of text.blocks(part.from, part.to)) {
      walker.push(block);
      done += block.length;
      if (isDue()) {
        onShare(done / total);
        await checkpoint(signal);
      }
      if (walker.isOver) break;
    }
  };
  for (const [file, text] of texts.entries()) {
    const parts = partsOf(table, text, stretchesOf(table, file, field));
    await Promise.all(parts.map((part) => walk(part, text)));
  }
}

interface Stretch {
  readonly section: Section;
  /** Index of the wanted field among the cells, -1 if the log lacks it. */
  readonly field: number;
  readonly first: number;
  readonly end: number;
}

/** Rows of a file, and the range of their records in its text. */
interface Portion {
  readonly stretches: readonly Stretch[];
  readonly from: number;
  readonly to: number;
}

function stretchesOf(table: Table, file: number, name: string): Stretch[] {
  return table.sections.flatMap((section, s) => {
    const end = table.sections[s + 1]?.first ?? table.rows;
    const field = section.layout.fields.indexOf(name);
    return section.file === file && section.first < end ? [{ section, field, first: section.first, end }] : [];
  });
}

/** Ranges read at once: a browser reads three distant ranges in less than half the time of one after the other. */
const PARTS = 3;
/** Shorter texts are read in one range. */
const LONG = 32 << 20;

/** Divides a file into ranges with about as many rows each. Every row is in exactly one range. */
function partsOf(table: Table, { size, hasAnyPart }: Text, stretches: readonly Stretch[]): Portion[] {
  if (stretches.length === 0) return [];
  if (!hasAnyPart || size < LONG) return [{ stretches, from: 0, to: size }];
  const first = stretches[0].first;
  const rows = stretches[stretches.length - 1].end - first;
  const bounds = Array.from({ length: PARTS + 1 }, (_, part) => first + Math.floor((rows * part) / PARTS));
  return bounds.slice(1).flatMap((end, part) => {
    const inside = within(stretches, bounds[part], end);
    if (inside.length === 0) return [];
    const to = part + 1 === PARTS ? size : lineStart(table, end);
    return [{ stretches: inside, from: lineStart(table, inside[0].first), to }];
  });
}

function within(stretches: readonly Stretch[], first: number, end: number): Stretch[] {
  return stretches
    .map((stretch) => ({ ...stretch, first: Math.max(first, stretch.first), end: Math.min(end, stretch.end) }))
    .filter((stretch) => stretch.first < stretch.end);
}

/** Finds the cells of one range of a file while its text arrives. */
class Walker {
  private readonly table: Table;
  /** End of the range in the text. */
  private readonly end: number;
  private readonly stretches: readonly Stretch[];
  private readonly kernel: FieldKernel | null;
  private readonly visit: VisitCells;
  /** Start offsets of the records of a batch, with the end of the last one; and the offsets of their cells. */
  private readonly starts = new Uint32Array(BATCH + 1);
  private readonly places = new Uint32Array(2 * BATCH);
  private stretch = 0;
  private row: number;
  /** Bytes of a record that ends in a later block. */
  private held: Uint8Array = new Uint8Array(0);
  /** Offset of the next block in the text. */
  private at: number;

  constructor(table: Table, { stretches, from, to }: Portion, kernel: FieldKernel | null, visit: VisitCells) {
    this.table = table;
    this.at = from;
    this.end = to;
    this.stretches = stretches;
    this.kernel = kernel;
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

  /**
   * Visits the rows whose records end in `bytes`, which begin at offset `base` of the text. Keeps an incomplete record.
   */
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

  /** Collects the next rows whose records end within `length` bytes from `base`. Returns their number. */
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
    const { starts, places, kernel } = this;
    if (records.findAll !== undefined && kernel?.find(bytes, starts, count, field, layout) === true) {
      this.visit(this.row, count, kernel.bytes, kernel.places, section);
      return;
    }
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

  /** An upper bound for the end of a row's record in the text. */
  private limit(row: number): number {
    if (row + 1 < this.stretches[this.stretch].end) return lineStart(this.table, row + 1);
    const next = this.stretches[this.stretch + 1];
    return next === undefined ? this.end : lineStart(this.table, next.first);
  }
}
