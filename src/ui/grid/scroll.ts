/**
 * Maximum height of the scrolled element. Chromium allows 33.5 M px and Firefox 17.9 M px; taller tables are scrolled
 * in proportion.
 */
const TALLEST = 16_000_000;

/** Scroll position of a table with `total` rows. Lengths are in pixels. */
export interface Scroll {
  readonly total: number;
  readonly rowHeight: number;
  /** Height of the viewport for rows, without the header. */
  readonly height: number;
  readonly top: number;
}

/** Height of all rows, limited to the maximum. */
export function bodyHeight({ total, rowHeight }: Pick<Scroll, 'total' | 'rowHeight'>): number {
  return Math.min(total * rowHeight, TALLEST);
}

/** The fractional position at the upper edge: 0 at the top. At the bottom the last row ends at the lower edge. */
export function topPlace(scroll: Scroll): number {
  const { total, rowHeight, height, top } = scroll;
  const range = bodyHeight(scroll) - height;
  if (range <= 0) return 0;
  return (Math.min(Math.max(top, 0), range) / range) * (total - height / rowHeight);
}

/** Distance of the row at `place` from the top of the body. `place * rowHeight` if the table is not scaled. */
export function rowTop(scroll: Scroll, place: number): number {
  const range = Math.max(0, bodyHeight(scroll) - scroll.height);
  return Math.min(Math.max(scroll.top, 0), range) + (place - topPlace(scroll)) * scroll.rowHeight;
}

/** Positions of rows that are at least partly visible, plus `more` on both sides: `from` up to but excluding `to`. */
export function placesInSight(scroll: Scroll, more: number): readonly [from: number, to: number] {
  const first = topPlace(scroll);
  return [
    Math.max(0, Math.floor(first) - more),
    Math.min(scroll.total, Math.ceil(first + scroll.height / scroll.rowHeight) + more),
  ];
}

/** Positions of fully visible rows: `from` up to but excluding `to`. */
export function placesWhole(scroll: Scroll): readonly [from: number, to: number] {
  const first = topPlace(scroll);
  const from = Math.max(0, Math.ceil(first - 1e-6));
  return [from, Math.max(from, Math.min(scroll.total, Math.floor(first + scroll.height / scroll.rowHeight + 1e-6)))];
}

/**
 * The scroll position that makes `place` fully visible with the smallest movement. The current position if it is
 * visible.
 */
export function scrollTo(scroll: Scroll, place: number): number {
  const { total, rowHeight, height, top } = scroll;
  const range = bodyHeight(scroll) - height;
  if (range <= 0) return top;
  const first = topPlace(scroll);
  const visible = height / rowHeight;
  const least = place + 1 - visible;
  const wanted = first > place ? place : first < least ? least : first;
  if (wanted === first) return top;
  const exact = (wanted / (total - visible)) * range;
  return first > place ? Math.floor(exact) : Math.ceil(exact);
}
