import { type ReactNode, useEffect, useRef } from 'react';
import { placesInSight, ROW_HEIGHT, type Scroll } from '../table/scroll.ts';
import table from '../table/table.module.css';
import { useActiveRow } from '../table/use-active-row.ts';
import { useFollow } from '../table/use-follow.ts';
import { useScroll } from '../table/use-scroll.ts';
import type { ListColumn, ListSort } from './list-column.ts';
import { ListFace } from './list-face.tsx';
import { ListGrid } from './list-grid.tsx';
import styles from './lists.module.css';
import { type AskRows, type ListWindow, useListing } from './use-listing.ts';

const HEADER_HEIGHT = 30;
const OVERSCAN = 6;

/** A list that the engine has and the page shows a screenful of: its head, its rows, and a face while there are none. */
export function ListView<Query extends object, Row, Found extends ListWindow<Row>>({
  name,
  ask,
  query,
  listKey,
  columns,
  sort,
  selected,
  idOf,
  labelOf,
  head,
  none,
  onSort,
  onOpen,
}: {
  /** Of the grid. */
  readonly name: string;
  readonly ask: AskRows<Query, Found>;
  /** Null while the list is not in sight. */
  readonly query: Query | null;
  /** Another one begins at the top. */
  readonly listKey: string;
  readonly columns: (found: Found) => readonly ListColumn<Row>[];
  readonly sort: ListSort;
  /** Id of the row whose details are open. */
  readonly selected: string | number | null;
  readonly idOf: (row: Row) => string | number;
  readonly labelOf: (row: Row) => string;
  readonly head: (found: Found | null) => ReactNode;
  readonly none: string;
  readonly onSort: (sort: ListSort) => void;
  /** A step comes by a key from the row before or after, while that is open. */
  readonly onOpen: (row: Row, isStep: boolean) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const { top, height } = useScroll(scroller);
  const scrollOf = (total: number): Scroll => ({ total, top, height: Math.max(ROW_HEIGHT, height - HEADER_HEIGHT) });
  const placesOf = (total: number) => placesInSight(scrollOf(total), OVERSCAN);
  const listing = useListing<Query, Row, Found>(ask, query, placesOf);
  const { found, work } = listing;
  const total = found?.total ?? 0;
  const active = useActiveRow(scroller, scrollOf(total), listKey, selected !== null);
  useReturnFocus(selected !== null, () => active.moveTo(-1));
  const rowAt = (place: number): Row | null => found?.rows[place - found.start] ?? null;
  useFollow(active.steps, rowAt(active.place), (row) => onOpen(row, true));
  return (
    <section className={table.flows} aria-label={`${name} in view`}>
      <div className={styles.strip}>
        {head(found)}
        {found !== null && work.phase === 'working' && (
          <span className={styles.busy}>
            Sorting <progress max={1} value={work.share} aria-label={`Sorting ${name.toLowerCase()}`} />
          </span>
        )}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a grid once it has rows, which without would be none */}
      <div
        ref={scroller}
        className={`${table.grid} ${total === 0 ? styles.waiting : ''}`}
        role={found === null ? 'group' : 'grid'}
        {...(found === null ? {} : { 'aria-label': name, 'aria-rowcount': total + 1 })}
        onKeyDown={(event) => {
          const row = rowAt(active.place);
          active.onKeyDown(event, () => row !== null && onOpen(row, false));
        }}
      >
        {found !== null && (
          <ListGrid
            columns={columns(found)}
            sort={sort}
            scroll={scrollOf(total)}
            places={placesOf(total)}
            active={active}
            rowAt={rowAt}
            idOf={idOf}
            labelOf={labelOf}
            selected={selected}
            onSort={onSort}
            onOpen={(row) => onOpen(row, false)}
          />
        )}
      </div>
      <ListFace name={name} listing={listing} none={none} />
    </section>
  );
}

/** When the details close and the focus was in them, it returns to their row. */
function useReturnFocus(isOpen: boolean, focus: () => void): void {
  const wasOpen = useRef(isOpen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it closes
  useEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body) focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
}
