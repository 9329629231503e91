import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { NextView } from '../ask/ahead.ts';
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
import { type GoTo, useGoTo } from './use-go-to.ts';
import { type RowId, useReturnToRow } from './use-return-to-row.ts';
import { type RowKind, useRowHeight } from './use-row-height.ts';
import { type AskRows, useRows } from './use-rows.ts';
import { useScroll } from './use-scroll.ts';
import { wholeColumns } from './whole-columns.ts';

const HEAD_HEIGHT = 28;
const OVERSCAN = 6;

/** Props of `DataGrid`. `Row` is a row of the list, `Found` the engine's answer for a range of rows. */
export interface DataGridProps<Row, Found extends RowsWindow<Row>> {
  /** Accessible name of the grid. */
  readonly name: string;
  readonly kind?: RowKind;
  readonly ask: AskRows<Found>;
  /** Identity of the list and its order. Another list starts at its first row. */
  readonly listKey: string;
  /** The list of the next view: its `listKey` and `ask`. Without it, nothing is requested early. */
  readonly nextOf?: (next: NextView) => { readonly listKey: string; readonly ask: AskRows<Found> } | null;
  /** Identity of the list without its order. Returning to the same list restores the position. */
  readonly keptKey?: string;
  /** Other inputs of the cells. A change requests the rows again and keeps the position. */
  readonly cellsKey?: string;
  /** Whether the list is visible. Nothing is requested before. */
  readonly isShown: boolean;
  /** Number of rows, if known before the first rows arrive. */
  readonly total?: number;
  readonly columns: (found: Found | null) => readonly GridColumn<Row>[];
  readonly card: GridCard<Row>;
  readonly layout: ColumnLayout;
  readonly onLayout: (layout: ColumnLayout) => void;
  readonly sort: GridSort;
  readonly onSort: (sort: GridSort) => void;
  /** Id of the row with open details. */
  readonly selected: RowId | null;
  readonly idOf: (row: Row) => RowId;
  /** Finds the position of a row by id, to return the focus to it. */
  readonly placeOf?: (id: RowId) => Promise<number>;
  /** A row to scroll to, once per `key`, when the list is visible. */
  readonly goTo?: GoTo | null;
  /** Accessible name of a row, if its cells are not sufficient. */
  readonly labelOf?: (row: Row) => string;
  readonly titleOf?: (row: Row) => string | undefined;
  readonly marksOf?: (row: Row) => RowMarks;
  /** Notes and counts above the column headers, null for none. */
  readonly head: ((found: Found | null) => ReactNode) | null;
  /** Description of the list for screen readers: its number of rows and its order. */
  readonly caption?: string;
  /** Placeholder for an empty list. */
  readonly none: ReactNode;
  /** Opens a row. `isStep` means that a key moved there from the open neighbour. */
  readonly onOpen: (row: Row, isStep: boolean) => void;
  /** Suppresses the flows of a row (key x). Null while a panel is open, which takes the key. */
  readonly onSuppress?: ((row: Row) => void) | null;
  /** Expands or collapses a grouped row. Returns whether this changed anything. */
  readonly onUnfold?: (row: Row, isOpening: boolean) => boolean;
  /** Called when the requested rows are painted. */
  readonly onDrawn?: (found: Found) => void;
}

/**
 * A list whose rows stay in the engine, with one page of them on screen: header, rows, and a placeholder for an empty
 * list.
 */
export function DataGrid<Row, Found extends RowsWindow<Row>>(props: DataGridProps<Row, Found>) {
  const { name, listKey, selected, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { top, height, width, bar } = useScroll(scroller);
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
    (next) => {
      const list = props.nextOf?.(next) ?? null;
      return list === null ? null : { list: `${list.listKey} ${props.cellsKey ?? ''}`, ask: list.ask };
    },
  );
  const found = asked.latest?.answer ?? null;
  // While another list loads, the previous rows and their number stay.
  const isCurrent = asked.latest?.key.startsWith(`${listed} `) === true;
  const total = (isCurrent ? props.total : found?.total) ?? found?.total ?? props.total ?? 0;
  const shownList = { view: listKey, kept: props.keptKey ?? null, isHere: isCurrent || props.total !== undefined };
  const active = useActiveRow(scroller, scrollOf(total), shownList, selected !== null);
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
  useGoTo(isShown && isCurrent ? (props.goTo ?? null) : null, active.bringIntoView);
  const fitted = useFittedColumns(props.columns(found), rowsInSight(found, scrollOf(total)), listKey);
  const columns = useMemo(() => wholeColumns(fitted, props.layout, width), [fitted, props.layout, width]);
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

function rowsInSight<Row>(found: RowsWindow<Row> | null, scroll: Scroll): readonly Row[] {
  if (found === null) return [];
  const [from, to] = placesInSight(scroll, 0);
  return found.rows.slice(Math.max(0, from - found.start), Math.max(0, to - found.start));
}

/** The loaded rows. The active row stays loaded when it is scrolled out of view, so it keeps its focus and cells. */
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
