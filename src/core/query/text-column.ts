import { checkpoint } from '../control.ts';
import { CategoryBuilder, type CategoryColumn } from '../table/category-column.ts';
import type { FieldBlock } from '../table/field-block.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import type { Table } from '../table/table.ts';
import { cutCells, readRawLines } from './raw-lines.ts';

/** Reads a field that was left in the files, such as uid, as a column: when somebody sorts or filters by it. */
export async function readTextColumn(
  table: Table,
  texts: readonly Blob[],
  field: string,
  signal: AbortSignal,
): Promise<CategoryColumn> {
  const builder = new CategoryBuilder();
  const widest = Math.max(...table.sections.map(({ layout }) => layout.fields.length));
  const starts = new Uint32Array(widest + 1);
  const cell = new Uint32Array(2);
  for (let first = 0; first < table.rows; first += GROUP_ROWS) {
    const count = Math.min(GROUP_ROWS, table.rows - first);
    const rows = Uint32Array.from({ length: count }, (_, i) => first + i);
    await readRawLines(table, texts, rows, (place, line) => {
      const { layout } = line.section;
      const index = layout.fields.indexOf(field);
      if (index < 0) return builder.appendUnset(first + place, first + place + 1);
      cutCells(line, layout, starts);
      cell.set(starts.subarray(index, index + 2));
      const block: FieldBlock = {
        bytes: line.bytes,
        starts: cell,
        stride: 2,
        separatorLength: layout.separator.length,
        lines: cell,
        count: 1,
      };
      builder.append(block, 0, 0, 1, first + place, layout.unset);
    });
    await checkpoint(signal);
  }
  return { kind: 'category', groups: builder.groups, labels: builder.labels };
}
