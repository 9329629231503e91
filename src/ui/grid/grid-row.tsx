import type { CSSProperties, ReactNode, Ref } from 'react';
import styles from './grid.module.css';
import type { GridCard, RowMarks } from './grid-column.ts';
import type { ShownColumn } from './use-grid-columns.ts';

interface RowProps {
  readonly ref?: Ref<HTMLDivElement>;
  readonly place: number;
  /** Position in the list. Absent when rows are in normal flow. */
  readonly at?: { readonly top: number; readonly height: number };
  readonly label: string | undefined;
  readonly title: string | undefined;
  readonly marks: RowMarks | undefined;
  /** Whether it is the row that Tab stops at; and the column of its focused cell, null for the row itself. */
  readonly isActive: boolean;
  readonly activeCell: string | null;
  readonly isOpen: boolean;
  readonly children: ReactNode;
}

/** One row. The grid handles the events of all rows. */
export function GridRow({ ref, place, at, label, title, marks, isActive, activeCell, isOpen, children }: RowProps) {
  return (
    <div
      ref={ref}
      role="row"
      aria-rowindex={place + 2}
      aria-label={label}
      aria-selected={isOpen}
      title={title}
      {...marks}
      data-place={place}
      tabIndex={isActive && activeCell === null ? 0 : -1}
      className={styles.row}
      style={at === undefined ? undefined : { transform: `translateY(${at.top}px)`, height: at.height }}
    >
      {children}
    </div>
  );
}

/** The cells of a row in the wide layout, empty until they are loaded. */
export function RowCells<Row>({
  row,
  columns,
  activeCell,
}: {
  readonly row: Row | null;
  readonly columns: readonly ShownColumn<Row>[];
  /** Column of the focused cell, null for none. */
  readonly activeCell: string | null;
}) {
  return columns.map(({ column, width, left, isLastFrozen }, index) => (
    <div
      key={column.id}
      role="gridcell"
      aria-colindex={index + 1}
      aria-description={row === null ? undefined : column.describe?.(row) || undefined}
      data-column={column.id}
      data-number={column.isNumber}
      data-frozen={left !== null}
      data-last-frozen={isLastFrozen}
      tabIndex={activeCell === column.id ? 0 : undefined}
      className={styles.cell}
      style={{ width, flexGrow: column.isGrowing === true ? 1 : 0, ...(left === null ? {} : { left }) }}
    >
      {row !== null && column.cell(row)}
    </div>
  ));
}

const areas = ['title', 'aside', 'line', 'corner', 'more'] as const;

/** The cells of a row in the narrow layout. */
export function CardCells<Row>({ row, card }: { readonly row: Row | null; readonly card: GridCard<Row> }) {
  return areas.map((area, index) => (
    <div key={area} role="gridcell" aria-colindex={index + 1} className={styles.cardCell} style={areaOf(area)}>
      {row !== null && card[area](row)}
    </div>
  ));
}

function areaOf(area: string): CSSProperties {
  return { gridArea: area };
}

/** Headers of a card's cells, for screen readers. */
export function CardHead({ labels }: { readonly labels: readonly string[] }) {
  return (
    <div role="row" aria-rowindex={1} className="visually-hidden">
      {labels.map((label, index) => (
        <div key={label} role="columnheader" aria-colindex={index + 1}>
          {label}
        </div>
      ))}
    </div>
  );
}
