import styles from './grid.module.css';
import type { GridCard, RowMarks } from './grid-column.ts';
import { CardCells, GridRow, RowCells } from './grid-row.tsx';
import { bodyHeight, rowTop, type Scroll } from './scroll.ts';
import type { ActiveRow } from './use-active-row.ts';
import type { ShownColumn } from './use-grid-columns.ts';
import type { RowId } from './use-return-to-row.ts';

/** Props of `GridRows` that a list defines. */
export interface GridRowsProps<Row> {
  readonly card: GridCard<Row>;
  readonly selected: RowId | null;
  readonly idOf: (row: Row) => RowId;
  readonly labelOf?: (row: Row) => string;
  readonly titleOf?: (row: Row) => string | undefined;
  readonly marksOf?: (row: Row) => RowMarks;
  readonly isNarrow: boolean;
  /** Whether the page is being printed. Rows are then in normal flow, and only `places` are drawn. */
  readonly isPrinting: boolean;
  readonly scroll: Scroll;
  readonly places: readonly [from: number, to: number];
  readonly active: ActiveRow;
  readonly rowAt: (place: number) => Row | null;
}

/** The row group with the visible rows, and with the active row when it is out of view, so that it keeps the focus. */
export function GridRows<Row>({
  shown,
  width,
  cell,
  ...props
}: GridRowsProps<Row> & {
  readonly shown: readonly ShownColumn<Row>[];
  /** Width of all columns in pixels. */
  readonly width: number;
  /** Column of the focused cell, null for the row itself. */
  readonly cell: string | null;
}) {
  const { card, isNarrow, isPrinting, scroll, active, rowAt } = props;
  return (
    <div
      role="rowgroup"
      className={styles.body}
      style={isPrinting ? {} : { height: bodyHeight(scroll), ...(isNarrow ? {} : { width }) }}
    >
      {placesOf(props).map((place) => {
        const row = rowAt(place);
        const isActive = place === active.place;
        const activeCell = isActive ? cell : null;
        return (
          <GridRow
            key={place}
            {...(isActive ? { ref: active.row } : {})}
            place={place}
            {...(props.isPrinting ? {} : { at: { top: rowTop(scroll, place), height: scroll.rowHeight } })}
            label={row === null ? undefined : props.labelOf?.(row)}
            title={row === null ? undefined : props.titleOf?.(row)}
            marks={row === null ? undefined : props.marksOf?.(row)}
            isActive={isActive}
            activeCell={activeCell}
            isOpen={row !== null && props.idOf(row) === props.selected}
          >
            {isNarrow ? (
              <CardCells row={row} card={card} />
            ) : (
              <RowCells row={row} columns={shown} activeCell={activeCell} />
            )}
          </GridRow>
        );
      })}
    </div>
  );
}

/** Positions to draw. */
function placesOf({
  places,
  scroll,
  isPrinting,
  active,
}: Pick<GridRowsProps<never>, 'places' | 'scroll' | 'isPrinting' | 'active'>): number[] {
  const drawn = new Set(visibleOf(places));
  if (scroll.total > 0 && !isPrinting) drawn.add(active.place);
  return [...drawn];
}

/** The positions between two. */
export function visibleOf([from, to]: readonly [from: number, to: number]): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
