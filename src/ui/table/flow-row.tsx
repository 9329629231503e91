import type { Ref } from 'react';
import type { Detection, Row, Run } from '../../worker/api.ts';
import { explainSuspicion } from '../note-words.ts';
import { AddedCell, FieldCell, OwnCell } from './cell.tsx';
import type { FlowColumn } from './columns.ts';
import { ROW_HEIGHT } from './scroll.ts';
import styles from './table.module.css';

/** Columns that are shown, with their widths, and where in a row's cells each field stands. */
export interface ShownColumn {
  readonly column: FlowColumn;
  readonly width: number;
  readonly cell: number;
}

/** One flow, at its place; empty until its cells are here. */
export function FlowRow({
  ref,
  place,
  top,
  row,
  columns,
  protoCell,
  run,
  detection,
  threshold,
  isActive,
  isOpen,
  onOpen,
  onFocus,
}: {
  readonly ref?: Ref<HTMLDivElement>;
  readonly place: number;
  readonly top: number;
  readonly row: Row | null;
  readonly columns: readonly ShownColumn[];
  readonly protoCell: number;
  readonly run: Run;
  readonly detection: Detection;
  readonly threshold: number;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (row: Row) => void;
  readonly onFocus: (place: number) => void;
}) {
  const proto = row === null ? '' : String(row.cells[protoCell] ?? '');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys of all rows
    <div
      ref={ref}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={isOpen}
      title={row !== null && row.suspicions.length > 0 ? row.suspicions.map(explainSuspicion).join('. ') : undefined}
      tabIndex={isActive ? 0 : -1}
      className={styles.row}
      style={{ transform: `translateY(${top}px)`, height: ROW_HEIGHT }}
      onClick={() => row !== null && onOpen(row)}
      onFocus={() => onFocus(place)}
    >
      {columns.map(({ column, width, cell }, index) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={index + 1}
          className={styles.cell}
          data-number={column.isNumber}
          style={{ width }}
        >
          {row !== null &&
            (column.added !== null ? (
              <AddedCell value={row.cells[cell]} />
            ) : column.field === null ? (
              <OwnCell column={column} row={row} run={run} detection={detection} threshold={threshold} />
            ) : (
              <FieldCell column={column} value={row.cells[cell]} proto={proto} />
            ))}
        </div>
      ))}
    </div>
  );
}
