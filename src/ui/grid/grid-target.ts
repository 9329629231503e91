import type { GridColumn } from './grid-column.ts';

/** The position of the row that contains an element. Null outside of rows. */
export function placeOf(target: Element): number | null {
  const row = target.closest<HTMLElement>('[role=row][data-place]');
  return row === null ? null : Number(row.dataset.place);
}

/** The value of the cell that contains an element, or of the first cell for a row, and the cell. */
export function valueAt<Row>(
  target: Element,
  columns: readonly GridColumn<Row>[],
  rowAt: (place: number) => Row | null,
) {
  const place = placeOf(target);
  const anchor =
    target.closest<HTMLElement>('[data-column]') ??
    target.closest('[role=row]')?.querySelector<HTMLElement>('[data-column]') ??
    null;
  const column = columns.find(({ id }) => id === anchor?.dataset.column);
  const row = place === null ? null : rowAt(place);
  if (anchor === null || column === undefined || row === null) return null;
  const predicate = column.filterOf?.(row) ?? null;
  return { anchor, value: { name: column.label, text: column.textOf(row), predicate } };
}
