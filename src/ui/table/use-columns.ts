import {
  type ColumnDef,
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { Detection, Row, Run } from '../../worker/api.ts';
import { type FlowColumn, flowColumns } from './columns.ts';

const features = tableFeatures({
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
});

/** Narrowest and widest that a column can be made, in pixels. */
export const COLUMN_WIDTHS = { min: 48, max: 900 };

const noRows: Row[] = [];

/** The table's columns with the order, widths and visibility that the user gave them. Rows stay in the engine. */
export function useColumns(run: Run, detection: Detection, isGrouped: boolean) {
  const columns = useMemo(() => flowColumns(run, detection, isGrouped), [run, detection, isGrouped]);
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const definitions = useMemo(
    () =>
      columns.map(
        ({ id, width }): ColumnDef<typeof features, Row> => ({
          id,
          header: id,
          size: width,
          minSize: COLUMN_WIDTHS.min,
          maxSize: COLUMN_WIDTHS.max,
        }),
      ),
    [columns],
  );
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({});
  // Columns come and go with the detector: those that the user has not spoken of are as they should be at first.
  const visibility = useMemo(
    () => Object.fromEntries(columns.map(({ id, shown }) => [id, chosen[id] ?? shown])),
    [columns, chosen],
  );
  const state = useMemo(() => ({ columnVisibility: visibility }), [visibility]);
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    state,
    onColumnVisibilityChange: (update) => setChosen(typeof update === 'function' ? update(visibility) : update),
    columnResizeMode: 'onChange',
    getRowId: ({ flow }) => String(flow),
  });
  const flowColumn = (id: string): FlowColumn => {
    const column = byId.get(id);
    if (column === undefined) throw new Error(`no column ${id}`);
    return column;
  };
  return { table, flowColumn };
}

export type FlowsColumns = ReturnType<typeof useColumns>;
export type TableHeader = ReturnType<FlowsColumns['table']['getHeaderGroups']>[number]['headers'][number];

/** Moves a column to where another one is. */
export function moveColumn({ table }: FlowsColumns, id: string, to: string): void {
  const order = table.getAllLeafColumns().map((column) => column.id);
  const from = order.indexOf(id);
  const target = order.indexOf(to);
  if (from < 0 || target < 0 || from === target) return;
  order.splice(from, 1);
  order.splice(target, 0, id);
  table.setColumnOrder(order);
}

/** Moves a column past its visible neighbour, -1 to the left and 1 to the right. */
export function nudgeColumn(columns: FlowsColumns, id: string, step: -1 | 1): void {
  const visible = columns.table.getVisibleLeafColumns().map((column) => column.id);
  const neighbour = visible[visible.indexOf(id) + step];
  if (neighbour !== undefined) moveColumn(columns, id, neighbour);
}

/** Makes a column wider or narrower by so many pixels. */
export function widenColumn({ table }: FlowsColumns, id: string, pixels: number): void {
  const size = table.getColumn(id)?.getSize() ?? 100;
  const { min, max } = COLUMN_WIDTHS;
  table.setColumnSizing((sizes) => ({ ...sizes, [id]: Math.max(min, Math.min(max, size + pixels)) }));
}
