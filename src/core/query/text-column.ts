import { checkpoint } from '../control.ts';
import { CategoryBuilder, type CategoryColumn } from '../table/category-column.ts';
import { plainReader } from '../table/cell-reader.ts';
import { GROUP_BITS, GROUP_ROWS } from '../table/groups.ts';
import { type Layout, lineStart, type Section, type Table } from '../table/table.ts';

/** Reads a field that was left in the files, such as uid, as a column: when somebody sorts or filters by it. */
export async function readTextColumn(
  table: Table,
  texts: readonly Blob[],
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
  texts: readonly Blob[],
  { file, layout }: Section,
  index: number,
  first: number,
  next: number,
): Promise<void> {
  const from = lineStart(table, first);
  const last = lineStart(table, next - 1);
  const tail = texts[file].slice(last, Math.min(texts[file].size, last + MOST_LINE));
  const bytes = new Uint8Array(await new Blob([texts[file].slice(from, last), tail]).arrayBuffer());
  const count = next - first;
  const starts = new Uint32Array(count * 2);
  for (let i = 0; i < count; i++) findCell(bytes, lineStart(table, first + i) - from, index, layout, starts, i * 2);
  const { separator, unset } = layout;
  const block = { bytes, starts, stride: 2, separatorLength: separator.length, unset, lines: starts, count };
  builder.append({ ...block, reader: plainReader }, 0, 0, count, first);
}

/** No line that was accepted is longer. */
const MOST_LINE = 8 << 20;

/** Writes where a cell of the line at `at` begins, and where one more separator after it would end, as in a FieldBlock. */
function findCell(
  bytes: Uint8Array,
  at: number,
  index: number,
  { separator }: Layout,
  out: Uint32Array,
  to: number,
): void {
  const width = separator.length;
  let place = at;
  let cell = 0;
  out[to] = at;
  for (; place < bytes.length && bytes[place] !== 10; place++) {
    let matched = 0;
    while (matched < width && bytes[place + matched] === separator[matched]) matched++;
    if (matched < width) continue;
    if (cell === index) break;
    cell++;
    place += width - 1;
    out[to] = place + 1;
  }
  const hasReturn = bytes[place] === 10 && bytes[place - 1] === 13;
  out[to + 1] = place - (hasReturn ? 1 : 0) + width;
}
