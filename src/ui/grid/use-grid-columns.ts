import {
  type ColumnDef,
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import { COLUMN_WIDTHS, type ColumnLayout, isVisible, orderedColumns } from './column-layout.ts';
import type { GridColumn } from './grid-column.ts';

const features = tableFeatures({
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
});

const noRows: object[] = [];

/** A shown column with its position. */
export interface ShownColumn<Row> {
  readonly column: GridColumn<Row>;
  readonly header: GridHeader;
  readonly width: number;
  /** Distance from the left edge of a frozen column in pixels, null for other columns. */
  readonly left: number | null;
  readonly isLastFrozen: boolean;
}

/** The columns of a grid as arranged by the layout. Rows stay in the engine. */
export function useGridColumns<Row>(
  columns: readonly GridColumn<Row>[],
  layout: ColumnLayout,
  onLayout: (layout: ColumnLayout) => void,
): readonly ShownColumn<Row>[] {
  const definitions = useMemo(
    () =>
      columns.map(
        ({ id, width }): ColumnDef<typeof features, object> => ({
          id,
          header: id,
          size: width,
          minSize: Math.min(width, COLUMN_WIDTHS.min),
          maxSize: COLUMN_WIDTHS.max,
        }),
      ),
    [columns],
  );
  const state = useMemo(
    () => ({
      columnOrder: orderedColumns(columns, layout).map(({ id }) => id),
      columnVisibility: Object.fromEntries(columns.map((column) => [column.id, isVisible(column, layout)])),
      columnSizing: { ...layout.widths },
    }),
    [columns, layout],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    state,
    onColumnSizingChange: (update) =>
      onLayout({ ...layout, widths: typeof update === 'function' ? update({ ...layout.widths }) : update }),
    columnResizeMode: 'onChange',
  });
  return placed(columns, table.getHeaderGroups()[0]?.headers ?? []);
}

type Table = ReturnType<typeof useTable<typeof features, object>>;
/** A column header of TanStack Table. */
export type GridHeader = ReturnType<Table['getHeaderGroups']>[number]['headers'][number];

function placed<Row>(columns: readonly GridColumn<Row>[], headers: readonly GridHeader[]): ShownColumn<Row>[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const shown = headers.flatMap((header) => {
    const column = byId.get(header.column.id);
    return column === undefined ? [] : [{ column, header, width: header.getSize() }];
  });
  let frozen = 0;
  return shown.map((one, place) => {
    const left = one.column.isFrozen ? frozen : null;
    frozen += one.width;
    const isLastFrozen = one.column.isFrozen && shown[place + 1]?.column.isFrozen !== true;
    return { ...one, left, isLastFrozen };
  });
}
