import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { usePrinting } from '../use-printing.ts';
import type { ColumnLayout } from './column-layout.ts';
import styles from './grid.module.css';
import { GridBody } from './grid-body.tsx';
import type { GridCard, GridColumn, GridSort, RowMarks, RowsWindow } from './grid-column.ts';
import list from './list.module.css';
import { ListFace } from './list-face.tsx';
import { PrintedOf, printedPlaces } from './printed-rows.tsx';
import { awaitPlace } from './row-steps.ts';
import { placesInSight, type Scroll } from './scroll.ts';
import { useActiveRow } from './use-active-row.ts';
import { useFittedColumns } from './use-fitted-columns.ts';
import { useFollow } from './use-follow.ts';
import { type RowId, useReturnToRow } from './use-return-to-row.ts';
import { type RowKind, useRowHeight } from './use-row-height.ts';
import { type AskRows, useRows } from './use-rows.ts';
import { useScroll } from './use-scroll.ts';

const HEAD_HEIGHT = 28;
const OVERSCAN = 6;

export interface DataGridProps<Row, Found extends RowsWindow<Row>> {
  /** Accessible name of the grid. */
  readonly name: string;
  readonly kind?: RowKind;
  readonly ask: AskRows<Found>;
  /** What is listed and in which order. Another list begins at its first row. */
  readonly listKey: string;
  /** What is listed whatever its order: back at the same, the user is where they left it. */
  readonly keptKey?: string;
  /** What else the cells depend on: rows are asked for anew, and the place stays. */
  readonly cellsKey?: string;
  /** Nothing is asked before the list was in sight. */
  readonly isShown: boolean;
  /** Rows of the list when they are known before the first of them are here. */
  readonly total?: number;
  readonly columns: (found: Found | null) => readonly GridColumn<Row>[];
  readonly card: GridCard<Row>;
  readonly layout: ColumnLayout;
  readonly onLayout: (layout: ColumnLayout) => void;
  readonly sort: GridSort;
  readonly onSort: (sort: GridSort) => void;
  /** Id of the row whose details are open. */
  readonly selected: RowId | null;
  readonly idOf: (row: Row) => RowId;
  /** Finds the place of a row by its id, for the focus to return to it. */
  readonly placeOf?: (id: RowId) => Promise<number>;
  /** Accessible name of a row where its cells do not say it. */
  readonly labelOf?: (row: Row) => string;
  readonly titleOf?: (row: Row) => string | undefined;
  readonly marksOf?: (row: Row) => RowMarks;
  /** Notes and counts above the heads, null for none. */
  readonly head: ((found: Found | null) => ReactNode) | null;
  /** What the list is of, for screen readers: how many, and by whom they are ordered. */
  readonly caption?: string;
  /** What is said of an empty list. */
  readonly none: ReactNode;
  /** A step comes by a key from the row before or after, while that is open. */
  readonly onOpen: (row: Row, isStep: boolean) => void;
  /** Opens a row that stands for several, or folds it again; whether there was something to do. */
  readonly onUnfold?: (row: Row, isOpening: boolean) => boolean;
  /** The rows of the list that is asked for are on screen. */
  readonly onDrawn?: (found: Found) => void;
}

/** A list that the engine holds and the page shows a screenful of: head, rows, and a placeholder while there are none. */
export function DataGrid<Row, Found extends RowsWindow<Row>>(props: DataGridProps<Row, Found>) {
  const { name, listKey, selected, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { top, height, bar } = useScroll(scroller);
  const { rowHeight, isNarrow } = useRowHeight(props.kind ?? 'plain');
  const isPrinting = usePrinting();
  const seen = Math.max(rowHeight, height - (isNarrow ? 0 : HEAD_HEIGHT));
  const scrollOf = (total: number): Scroll => ({ total, rowHeight, top, height: seen });
  const listed = `${listKey} ${props.cellsKey ?? ''}`;
  const asked = useRows(
    listed,
    props.ask,
    (total) => placesInSight(scrollOf(total), OVERSCAN)[0],
    Math.ceil(seen / rowHeight) + 2 * OVERSCAN,
    props.isShown,
  );
  const found = asked.latest?.answer ?? null;
  // While another list is on its way, rows and their number are those of the list before.
  const isCurrent = asked.latest?.key.startsWith(`${listed} `) === true;
  const total = (isCurrent ? props.total : found?.total) ?? found?.total ?? props.total ?? 0;
  const active = useActiveRow(
    scroller,
    scrollOf(total),
    listKey,
    selected !== null,
    props.keptKey ?? null,
    isCurrent || props.total !== undefined,
  );
  const rowAt = useRowAt(found, isCurrent ? listed : null, active.place);
  const activeRow = isCurrent ? rowAt(active.place) : null;
  const isAwaiting = useFollow(active.steps, activeRow, (row) => onOpen(row, true));
  const { onDrawn, isShown } = props;
  useEffect(() => {
    if (isShown) awaitPlace(isAwaiting ? active.place : null);
  }, [isAwaiting, active.place, isShown]);
  useEffect(() => {
    if (isCurrent && found !== null) onDrawn?.(found);
  }, [isCurrent, found, onDrawn]);
  useReturnToRow(selected, listed, props.placeOf, active.moveTo);
  const columns = useFittedColumns(props.columns(found), found?.rows ?? [], listKey);
  const tools = props.head?.(found) ?? null;
  const isSorting = found !== null && props.total === undefined && asked.phase === 'working';
  const printed = isPrinting ? printedPlaces(scrollOf(total), props.kind ?? 'plain') : null;
  const isGrid = found !== null || props.total !== undefined;
  return (
    <section className={styles.list} aria-label={`${name} in view`}>
      {props.caption !== undefined && <p className="visually-hidden">{props.caption}</p>}
      {tools !== null && <div className={list.strip}>{tools}</div>}
      <div className={styles.frame} style={{ '--row': `${rowHeight}px`, '--bar': `${bar}px` } as CSSProperties}>
        <GridBody
          {...props}
          columns={columns}
          isGrid={isGrid}
          isNarrow={isNarrow || isPrinting}
          isPrinting={isPrinting}
          scroller={scroller}
          scroll={scrollOf(total)}
          places={printed ?? placesInSight(scrollOf(total), OVERSCAN)}
          active={active}
          rowAt={rowAt}
        />
        {isSorting && (
          <span className={list.busy}>
            Sorting <progress max={1} value={asked.share} aria-label={`Sorting ${name.toLowerCase()}`} />
          </span>
        )}
        {printed !== null && <PrintedOf name={name} places={printed} total={total} />}
        <ListFace name={name} asked={asked} total={props.total ?? null} none={props.none} />
      </div>
    </section>
  );
}

/** Rows that are here. The active one stays when it is scrolled out of sight, so that neither its focus nor its cells are lost. */
function useRowAt<Row>(
  found: RowsWindow<Row> | null,
  list: string | null,
  active: number,
): (place: number) => Row | null {
  const kept = useRef<{ readonly list: string; readonly place: number; readonly row: Row } | null>(null);
  const row = found?.rows[active - found.start];
  if (list !== null && row !== undefined) kept.current = { list, place: active, row };
  return (place) => {
    const isKept = kept.current?.list === list && kept.current.place === place;
    return found?.rows[place - found.start] ?? (isKept ? (kept.current?.row ?? null) : null);
  };
}
