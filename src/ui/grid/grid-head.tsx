import type { KeyboardEvent } from 'react';
import { COLUMN_WIDTHS, type ColumnLayout, moveColumn, nudgeColumn, widenColumn } from './column-layout.ts';
import styles from './grid.module.css';
import type { GridColumn, GridSort } from './grid-column.ts';
import type { ShownColumn } from './use-grid-columns.ts';

const DRAGGED = 'application/x-oddflow-column';
const STEP = 16;

interface HeadProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly shown: readonly ShownColumn<Row>[];
  readonly layout: ColumnLayout;
  readonly sort: GridSort;
  /** Whether the headers are Tab stops, because there are no rows. */
  readonly isTabStop: boolean;
  readonly onLayout: (layout: ColumnLayout) => void;
  readonly onSort: (sort: GridSort) => void;
}

/**
 * The column headers. A click sorts, dragging moves a column, dragging its right edge resizes it. By keyboard: Alt with
 * an arrow resizes, with Shift it moves.
 */
export function GridHead<Row>(props: HeadProps<Row>) {
  return (
    <div role="row" aria-rowindex={1} className={styles.headRow}>
      {props.shown.map((one, index) => (
        <Head key={one.column.id} {...props} {...one} index={index} />
      ))}
    </div>
  );
}

function Head<Row>({
  columns,
  layout,
  sort,
  isTabStop,
  onLayout,
  onSort,
  column,
  header,
  width,
  left,
  isLastFrozen,
  index,
}: HeadProps<Row> & ShownColumn<Row> & { readonly index: number }) {
  const { id, label } = column;
  const isSorted = sort.by === id;
  const resize = header.getResizeHandler();

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const isEdge = event.target instanceof HTMLElement && event.target.role === 'separator';
    if (step === 0 || !(event.altKey || isEdge)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) onLayout(nudgeColumn(columns, layout, id, step));
    else onLayout(widenColumn(column, layout, step * STEP));
  }

  return (
    <div
      role="columnheader"
      aria-label={label}
      aria-colindex={index + 1}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
      className={styles.head}
      data-number={column.isNumber}
      data-frozen={left !== null}
      data-last-frozen={isLastFrozen}
      style={{ width, flexGrow: column.isGrowing === true ? 1 : 0, ...(left === null ? {} : { left }) }}
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
        onLayout(moveColumn(columns, layout, dragged, id));
      }}
    >
      <button
        type="button"
        className={styles.sorter}
        tabIndex={isTabStop && index === 0 ? 0 : -1}
        title={meaningOf(column)}
        onClick={() => onSort({ by: id, descending: isSorted ? !sort.descending : column.isLargestFirst })}
      >
        <span>{label}</span>
        {isSorted && <span aria-hidden="true">{sort.descending ? ' ↓' : ' ↑'}</span>}
      </button>
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={`Width of ${label}`}
        aria-valuenow={width}
        aria-valuemin={COLUMN_WIDTHS.min}
        aria-valuemax={COLUMN_WIDTHS.max}
        tabIndex={-1}
        className={styles.edge}
        onMouseDown={(event) => {
          // Otherwise the browser drags the header and sends no mouse events until the drop.
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

const scopes = { log: ' Measured over the whole log.', selection: ' Counted in the selection.' };

function meaningOf({ label, meaning, scope }: GridColumn<never>): string {
  return `${meaning}${scope === undefined ? '' : scopes[scope]}`.trim() || label;
}
