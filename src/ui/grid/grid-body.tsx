import type { KeyboardEvent, RefObject } from 'react';
import { useValueMenu } from '../parts/value-menu.tsx';
import type { ColumnLayout } from './column-layout.ts';
import { FocusHint } from './focus-hint.tsx';
import styles from './grid.module.css';
import type { GridCard, GridColumn, GridSort, RowMarks } from './grid-column.ts';
import { GridHead } from './grid-head.tsx';
import { CardCells, CardHead, GridRow, RowCells } from './grid-row.tsx';
import { MenuOpener } from './menu-opener.tsx';
import { bodyHeight, rowTop, type Scroll } from './scroll.ts';
import { useActiveCell } from './use-active-cell.ts';
import type { ActiveRow } from './use-active-row.ts';
import { useGridColumns } from './use-grid-columns.ts';
import type { RowId } from './use-return-to-row.ts';
import { useRowPointer } from './use-row-pointer.ts';

interface GridBodyProps<Row> {
  readonly name: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly card: GridCard<Row>;
  readonly layout: ColumnLayout;
  readonly onLayout: (layout: ColumnLayout) => void;
  readonly sort: GridSort;
  readonly onSort: (sort: GridSort) => void;
  readonly selected: RowId | null;
  readonly idOf: (row: Row) => RowId;
  readonly labelOf?: (row: Row) => string;
  readonly titleOf?: (row: Row) => string | undefined;
  readonly marksOf?: (row: Row) => RowMarks;
  readonly onOpen: (row: Row, isStep: boolean) => void;
  readonly onUnfold?: (row: Row, isOpening: boolean) => boolean;
  /** Whether there are rows: an empty element has no role grid. */
  readonly isGrid: boolean;
  readonly isNarrow: boolean;
  /** Whether the page is being printed. Rows are then in normal flow, and only `places` are drawn. */
  readonly isPrinting: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly scroll: Scroll;
  readonly places: readonly [from: number, to: number];
  readonly active: ActiveRow;
  readonly rowAt: (place: number) => Row | null;
}

/** The element with role grid: column headers and visible rows, with mouse, keyboard and touch handling. */
export function GridBody<Row>(props: GridBodyProps<Row>) {
  const { name, columns, card, isGrid, isNarrow, scroller, scroll, active, rowAt, onOpen } = props;
  const shown = useGridColumns(columns, props.layout, props.onLayout);
  const ids = isNarrow ? [] : shown.map(({ column }) => column.id);
  const cell = useActiveCell(active.row, ids);
  const openMenu = useValueMenu();
  const openRow = (place: number) => {
    const row = rowAt(place);
    if (row !== null) onOpen(row, false);
  };
  const showMenu = (target: Element) => {
    const at = valueAt(target, columns, rowAt);
    if (at !== null) openMenu(at.value, at.anchor);
  };
  const pointer = useRowPointer((target) => {
    const place = placeOf(target);
    if (place === null) return;
    active.choose(place);
    openRow(place);
  }, showMenu);

  function onKeyDown(event: KeyboardEvent): void {
    const { target, altKey, ctrlKey, metaKey } = event;
    if (!(target instanceof HTMLElement) || altKey || ctrlKey || metaKey) return;
    if (target.closest('[role=columnheader]') !== null) moveInHead(event, target, () => active.moveTo(-1));
    if (placeOf(target) === null) return;
    const act = actionOf(event);
    if (act === null) {
      active.onKeyDown(event, () => openRow(active.place));
      return;
    }
    event.preventDefault();
    act(target);
  }

  /** The action of a key within the active row. Null for keys that lead to another row. */
  function actionOf({ key, shiftKey, currentTarget }: KeyboardEvent): ((target: Element) => void) | null {
    if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return showMenu;
    if (key === 'ArrowLeft') return () => moveAlong(-1);
    if (key === 'ArrowRight') return () => moveAlong(1);
    if (key !== 'ArrowUp' || active.place > 0 || isNarrow) return null;
    return () => focusHead(currentTarget, cell.column === null ? 0 : ids.indexOf(cell.column));
  }

  /** Moves along the cells. From the row itself the arrow keys first expand or collapse a group. */
  function moveAlong(by: -1 | 1): void {
    const row = cell.column === null ? rowAt(active.place) : null;
    if (row === null || props.onUnfold?.(row, by === 1) !== true) cell.move(by);
  }

  const isBusy = visibleOf(props).some((place) => rowAt(place) === null);
  const width = shown.reduce((sum, one) => sum + one.width, 0);
  const frozen = shown.reduce((sum, one) => sum + (one.left === null ? 0 : one.width), 0);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a grid once there is a list */}
      <div
        ref={scroller}
        className={styles.grid}
        role={isGrid ? 'grid' : 'group'}
        {...(isGrid ? { 'aria-label': name, 'aria-rowcount': scroll.total + 1 } : {})}
        {...(isGrid ? { 'aria-busy': isBusy } : {})}
        {...(isGrid ? { 'aria-colcount': isNarrow ? card.labels.length : shown.length } : {})}
        data-narrow={isNarrow}
        style={isNarrow ? {} : { scrollPaddingLeft: frozen }}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          const place = placeOf(target);
          if (place === null) return;
          active.choose(place);
          if (target.role === 'row') cell.leave();
        }}
        onContextMenu={(event) => {
          if (!(event.target instanceof Element) || placeOf(event.target) === null) return;
          event.preventDefault();
          showMenu(event.target);
        }}
        {...pointer}
      >
        {isGrid && (
          <>
            <div role="rowgroup" className={styles.headGroup} style={isNarrow ? {} : { width }}>
              {isNarrow ? (
                <CardHead labels={card.labels} />
              ) : (
                <GridHead {...props} shown={shown} isTabStop={scroll.total === 0} />
              )}
            </div>
            <div
              role="rowgroup"
              className={styles.body}
              style={props.isPrinting ? {} : { height: bodyHeight(scroll), ...(isNarrow ? {} : { width }) }}
            >
              {placesOf(props).map((place) => {
                const row = rowAt(place);
                const isActive = place === active.place;
                const activeCell = isActive ? cell.column : null;
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
          </>
        )}
      </div>
      {!isNarrow && <MenuOpener scroller={scroller} onOpen={showMenu} />}
      {!isNarrow && <FocusHint scroller={scroller} />}
    </>
  );
}

/** Positions to draw. The active row stays mounted when it is out of view, so it keeps the focus. */
function placesOf<Row>(props: GridBodyProps<Row>): number[] {
  const places = new Set(visibleOf(props));
  if (props.scroll.total > 0 && !props.isPrinting) places.add(props.active.place);
  return [...places];
}

function visibleOf<Row>({ places: [from, to] }: GridBodyProps<Row>): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

function placeOf(target: Element): number | null {
  const row = target.closest<HTMLElement>('[role=row][data-place]');
  return row === null ? null : Number(row.dataset.place);
}

/** The value of a cell, or of the first cell for a row. */
function valueAt<Row>(target: Element, columns: readonly GridColumn<Row>[], rowAt: (place: number) => Row | null) {
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

function focusHead(grid: EventTarget, at: number): void {
  if (!(grid instanceof Element)) return;
  grid.querySelectorAll<HTMLElement>('[role=columnheader] > button')[Math.max(0, at)]?.focus();
}

/** Arrow keys in the header: left and right along it, down to the rows. */
function moveInHead(event: KeyboardEvent, target: HTMLElement, toRows: () => void): void {
  const head = target.closest('[role=columnheader]');
  const beside =
    event.key === 'ArrowLeft'
      ? head?.previousElementSibling
      : event.key === 'ArrowRight'
        ? head?.nextElementSibling
        : null;
  if (event.key === 'ArrowDown') toRows();
  else if (beside === null || beside === undefined) return;
  else beside.querySelector('button')?.focus();
  event.preventDefault();
}
