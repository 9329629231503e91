import type { KeyboardEvent } from 'react';
import type { View } from '../../worker/api.ts';
import { useZone, zoneName } from '../parts/zone.ts';
import { type FlowColumn, sortsDescendingFirst } from './columns.ts';
import styles from './table.module.css';
import {
  COLUMN_WIDTHS,
  type FlowsColumns,
  moveColumn,
  nudgeColumn,
  type TableHeader,
  widenColumn,
} from './use-columns.ts';

const DRAGGED = 'application/x-oddflow-column';
const STEP = 16;

/** The head of a column: a click sorts, a drag moves it, its right edge resizes it. By key: Alt and an arrow, with Shift to move. */
export function HeaderCell({
  header,
  column,
  columns,
  index,
  sort,
  onSort,
}: {
  readonly header: TableHeader;
  readonly column: FlowColumn;
  readonly columns: FlowsColumns;
  readonly index: number;
  readonly sort: View['sort'];
  readonly onSort: (sort: View['sort']) => void;
}) {
  useZone();
  const { id } = column;
  const isSorted = sort.by === id;
  const descends = sort.descending;
  const resize = header.getResizeHandler();

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const isEdge = event.target instanceof HTMLElement && event.target.role === 'separator';
    if (step === 0 || !(event.altKey || isEdge)) return;
    event.preventDefault();
    if (event.shiftKey) nudgeColumn(columns, id, step);
    else widenColumn(columns, id, step * STEP);
  }

  return (
    <div
      role="columnheader"
      aria-label={id}
      aria-colindex={index + 1}
      aria-sort={isSorted ? (descends ? 'descending' : 'ascending') : undefined}
      className={styles.head}
      data-number={column.isNumber}
      style={{ width: header.getSize() }}
      onKeyDown={onKeyDown}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED, id)}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault();
      }}
      onDrop={(event) => {
        const dragged = event.dataTransfer.getData(DRAGGED);
        if (dragged === '') return;
        event.preventDefault();
        event.stopPropagation();
        moveColumn(columns, dragged, id);
      }}
    >
      <button
        type="button"
        className={styles.sorter}
        title={`${column.meaning}${column.field?.unit === 'epoch' ? ` Times are ${zoneName()}.` : ''}`.trim() || id}
        onClick={() => onSort({ by: id, descending: isSorted ? !descends : sortsDescendingFirst(column) })}
      >
        <span>{id}</span>
        {isSorted && <span aria-hidden="true">{descends ? ' ↓' : ' ↑'}</span>}
      </button>
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={`Width of ${id}`}
        aria-valuenow={header.getSize()}
        aria-valuemin={COLUMN_WIDTHS.min}
        aria-valuemax={COLUMN_WIDTHS.max}
        tabIndex={-1}
        className={styles.edge}
        onMouseDown={(event) => {
          // Or the browser would drag the header, and tell of no mouse until it is dropped.
          event.preventDefault();
          event.currentTarget.focus({ preventScroll: true });
          resize(event);
        }}
        onTouchStart={resize}
        onDoubleClick={() => header.column.resetSize()}
      />
    </div>
  );
}
