import type { RefObject } from 'react';
import { useValueMenu } from '../parts/value-menu.tsx';
import type { ColumnLayout } from './column-layout.ts';
import { FocusHint } from './focus-hint.tsx';
import styles from './grid.module.css';
import type { GridColumn, GridSort } from './grid-column.ts';
import { GridHead } from './grid-head.tsx';
import { CardHead } from './grid-row.tsx';
import { GridRows, type GridRowsProps, visibleOf } from './grid-rows.tsx';
import { placeOf, valueAt } from './grid-target.ts';
import { MenuOpener } from './menu-opener.tsx';
import { useActiveCell } from './use-active-cell.ts';
import { useGridColumns } from './use-grid-columns.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useRowPointer } from './use-row-pointer.ts';

interface GridBodyProps<Row> extends GridRowsProps<Row> {
  readonly name: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly layout: ColumnLayout;
  readonly onLayout: (layout: ColumnLayout) => void;
  readonly sort: GridSort;
  readonly onSort: (sort: GridSort) => void;
  readonly onOpen: (row: Row, isStep: boolean) => void;
  readonly onSuppress?: ((row: Row) => void) | null;
  readonly onUnfold?: (row: Row, isOpening: boolean) => boolean;
  /** Whether there are rows: an empty element has no role grid. */
  readonly isGrid: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
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

  const unfold = (isOpening: boolean) => {
    const row = rowAt(active.place);
    return row !== null && props.onUnfold?.(row, isOpening) === true;
  };
  const { onSuppress = null } = props;
  const suppress = () => {
    const row = rowAt(active.place);
    if (row !== null) onSuppress?.(row);
  };
  const onKeyDown = useGridKeys({
    ...{ active, cell, ids, openRow, showMenu, unfold },
    suppress: onSuppress === null ? null : suppress,
  });
  const isBusy = visibleOf(props.places).some((place) => rowAt(place) === null);
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
            <GridRows {...props} shown={shown} width={width} cell={cell.column} />
          </>
        )}
      </div>
      {!isNarrow && <MenuOpener scroller={scroller} onOpen={showMenu} />}
      {!isNarrow && <FocusHint scroller={scroller} />}
    </>
  );
}
