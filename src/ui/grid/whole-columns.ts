import { type ColumnLayout, visibleColumns } from './column-layout.ts';
import type { GridColumn } from './grid-column.ts';

/**
 * The columns for a list of `room` pixels, of which the last visible one ends at the edge of the list: it takes the
 * room that the next column does not fit into. Nothing left of it moves when the room changes. Widths that the user
 * set do not count, so the edge of a column follows the pointer.
 */
export function wholeColumns<Row>(
  columns: readonly GridColumn<Row>[],
  layout: ColumnLayout,
  room: number,
): readonly GridColumn<Row>[] {
  let end = 0;
  let last: GridColumn<Row> | null = null;
  for (const column of visibleColumns(columns, layout)) {
    if (end + column.width > room) return last === null ? columns : widened(columns, last, room - end);
    end += column.width;
    last = column.isFrozen ? null : column;
  }
  return columns;
}

function widened<Row>(columns: readonly GridColumn<Row>[], last: GridColumn<Row>, pixels: number) {
  return pixels === 0
    ? columns
    : columns.map((column) => (column === last ? { ...column, width: column.width + pixels } : column));
}
