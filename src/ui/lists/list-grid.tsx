import { bodyHeight, ROW_HEIGHT, rowTop, type Scroll } from '../table/scroll.ts';
import styles from '../table/table.module.css';
import type { ActiveRow } from '../table/use-active-row.ts';
import type { ListColumn, ListSort } from './list-column.ts';

/** Head and rows in sight, as in the table of flows: a click on a head sorts, a click or Enter on a row opens it. */
export function ListGrid<Row>({
  columns,
  sort,
  scroll,
  places: [from, to],
  active,
  rowAt,
  idOf,
  labelOf,
  selected,
  onSort,
  onOpen,
}: {
  readonly columns: readonly ListColumn<Row>[];
  readonly sort: ListSort;
  readonly scroll: Scroll;
  readonly places: readonly [from: number, to: number];
  readonly active: ActiveRow;
  readonly rowAt: (place: number) => Row | null;
  readonly idOf: (row: Row) => string | number;
  readonly labelOf: (row: Row) => string;
  readonly selected: string | number | null;
  readonly onSort: (sort: ListSort) => void;
  readonly onOpen: (row: Row) => void;
}) {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const places = new Set(Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i));
  // The active row stays in the page when it is out of sight, so that the focus is not lost.
  if (scroll.total > 0) places.add(active.place);
  return (
    <>
      <div role="rowgroup" className={styles.headGroup} style={{ width }}>
        <div role="row" aria-rowindex={1} className={styles.headRow}>
          {columns.map((column, index) => (
            <ListHead key={column.id} column={column} index={index} sort={sort} onSort={onSort} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ width, height: bodyHeight(scroll.total) }}>
        {[...places].map((place) => {
          const row = rowAt(place);
          const isActive = place === active.place;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys of all rows
            <div
              key={place}
              {...(isActive ? { ref: active.row } : {})}
              role="row"
              aria-rowindex={place + 2}
              aria-label={row === null ? undefined : labelOf(row)}
              aria-selected={row !== null && idOf(row) === selected}
              tabIndex={isActive ? 0 : -1}
              className={styles.row}
              style={{ transform: `translateY(${rowTop(scroll, place)}px)`, height: ROW_HEIGHT }}
              onClick={() => {
                active.choose(place);
                if (row !== null) onOpen(row);
              }}
              onFocus={() => active.choose(place)}
            >
              {columns.map((column, index) => (
                <div
                  key={column.id}
                  role="gridcell"
                  aria-colindex={index + 1}
                  className={styles.cell}
                  data-number={column.isNumber}
                  style={{ width: column.width }}
                >
                  {row !== null && column.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </>
  );
}

function ListHead<Row>({
  column: { id, label, meaning, width, isNumber, isLargestFirst = isNumber },
  index,
  sort,
  onSort,
}: {
  readonly column: ListColumn<Row>;
  readonly index: number;
  readonly sort: ListSort;
  readonly onSort: (sort: ListSort) => void;
}) {
  const isSorted = sort.by === id;
  const descending = isSorted ? !sort.descending : isLargestFirst;
  return (
    <div
      role="columnheader"
      aria-label={label}
      aria-colindex={index + 1}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
      className={styles.head}
      data-number={isNumber}
      style={{ width }}
    >
      <button type="button" className={styles.sorter} title={meaning} onClick={() => onSort({ by: id, descending })}>
        <span>{label}</span>
        {isSorted && <span aria-hidden="true">{sort.descending ? ' ↓' : ' ↑'}</span>}
      </button>
    </div>
  );
}
