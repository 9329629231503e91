import { checkpoint } from '../control.ts';
import type { Text } from '../source/text.ts';
import { CategoryBuilder, type CategoryColumn } from '../table/category-column.ts';
import { plainReader } from '../table/cell-reader.ts';
import type { FieldBlock } from '../table/field-block.ts';
import { GROUP_BITS, GROUP_ROWS } from '../table/groups.ts';
import { lineStart, type Section, type Table } from '../table/table.ts';

/** Reads a field that was left in the files, such as uid, as a column: when somebody sorts or filters by it. */
export async function readTextColumn(
  table: Table,
  texts: readonly Text[],
  field: string,
  signal: AbortSignal,
): Promise<CategoryColumn> {
  const builder = new CategoryBuilder();
  for (const [s, section] of table.sections.entries()) {
    const end = table.sections[s + 1]?.first ?? table.rows;
    const index = section.layout.fields.indexOf(field);
    if (index < 0) {
      builder.appendUnset(section.first, end);
      continue;
    }
    for (let first = section.first; first < end; ) {
      // Up to the end of the section or of the group, whichever comes first.
      const next = Math.min(end, ((first >>> GROUP_BITS) + 1) * GROUP_ROWS);
      await appendCells(builder, table, texts, section, index, first, next);
      await checkpoint(signal);
      first = next;
    }
  }
  return { kind: 'category', groups: builder.groups, labels: builder.labels };
}

/** Appends one field of rows `first` to `next`, which stand in one file, under one header and in one group. */
async function appendCells(
  builder: CategoryBuilder,
  table: Table,
  texts: readonly Text[],
  { file, layout }: Section,
  index: number,
  first: number,
  next: number,
): Promise<void> {
  const from = lineStart(table, first);
  const last = lineStart(table, next - 1);
  const text = await texts[file].read(from, Math.min(texts[file].size, last + MOST_LINE));
  const { records, separator, unset } = layout;
  const count = next - first;
  const starts = new Uint32Array(count * 2);
  const cells: Uint8Array[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const start = lineStart(table, first + i) - from;
    const limit = i + 1 < count ? lineStart(table, first + i + 1) - from : text.length;
    const record = records.cut(text, start, records.end(text, start, limit), layout);
    const cell = record.bytes.slice(record.starts[index], record.starts[index + 1] - separator.length);
    cells.push(cell);
    starts[2 * i] = at;
    at += cell.length;
    starts[2 * i + 1] = at;
  }
  const bytes = new Uint8Array(at);
  for (const [i, cell] of cells.entries()) bytes.set(cell, starts[2 * i]);
  const block: FieldBlock = {
    bytes,
    starts,
    stride: 2,
    separatorLength: 0,
    unset,
    reader: plainReader,
    lines: starts,
    places: null,
    count,
  };
  builder.append(block, 0, 0, count, first);
}

/** No line that was accepted is longer. */
const MOST_LINE = 8 << 20;
