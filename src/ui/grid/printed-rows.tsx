import { formatCount, wordFor } from '../parts/format.ts';
import styles from './grid.module.css';
import { placesWhole, type Scroll } from './scroll.ts';
import type { RowKind } from './use-row-height.ts';

/** Rows to print: all findings, and the visible rows of longer lists. */
export function printedPlaces(scroll: Scroll, kind: RowKind): readonly [from: number, to: number] {
  return kind === 'finding' ? [0, scroll.total] : placesWhole(scroll);
}

/** The number of rows that are not printed, below the printed ones. */
export function PrintedOf({
  name,
  places: [from, to],
  total,
}: {
  readonly name: string;
  readonly places: readonly [from: number, to: number];
  readonly total: number;
}) {
  const more = total - (to - from);
  if (more === 0) return null;
  return (
    <p className={styles.printed}>
      {name}: lines {formatCount(from + 1)} to {formatCount(to)} of {formatCount(total)}. {formatCount(more)} more{' '}
      {wordFor(more, 'is', 'are')} in the page.
    </p>
  );
}
