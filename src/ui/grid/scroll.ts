/** The tallest element is 33.5 M px in Chromium and 17.9 M px in Firefox: taller tables are scrolled in proportion. */
const TALLEST = 16_000_000;

/** Where a table of `total` rows stands in its scroller; lengths in pixels. */
export interface Scroll {
  readonly total: number;
  readonly rowHeight: number;
  /** Height of the part that rows are seen in, without the header. */
  readonly height: number;
  readonly top: number;
}

/** Height of all rows together, as far as an element can be that tall. */
export function bodyHeight({ total, rowHeight }: Pick<Scroll, 'total' | 'rowHeight'>): number {
  return Math.min(total * rowHeight, TALLEST);
}

/** The place at the upper edge, with a fraction: 0 at the top, and at the end such that the last row ends at the lower edge. */
export function topPlace(scroll: Scroll): number {
  const { total, rowHeight, height, top } = scroll;
  const range = bodyHeight(scroll) - height;
  if (range <= 0) return 0;
  return (Math.min(Math.max(top, 0), range) / range) * (total - height / rowHeight);
}

/** Where the row at `place` is drawn, from the upper edge of the body. In a table that is not scaled: `place * rowHeight`. */
export function rowTop(scroll: Scroll, place: number): number {
  const range = Math.max(0, bodyHeight(scroll) - scroll.height);
  return Math.min(Math.max(scroll.top, 0), range) + (place - topPlace(scroll)) * scroll.rowHeight;
}

/** Places that are at least partly in sight, and `more` on either side: from the first up to, not including, the second. */
export function placesInSight(scroll: Scroll, more: number): readonly [from: number, to: number] {
  const first = topPlace(scroll);
  return [
    Math.max(0, Math.floor(first) - more),
    Math.min(scroll.total, Math.ceil(first + scroll.height / scroll.rowHeight) + more),
  ];
}

/** Places that are wholly in sight: from the first up to, not including, the second. */
export function placesWhole(scroll: Scroll): readonly [from: number, to: number] {
  const first = topPlace(scroll);
  const from = Math.max(0, Math.ceil(first - 1e-6));
  return [from, Math.max(from, Math.min(scroll.total, Math.floor(first + scroll.height / scroll.rowHeight + 1e-6)))];
}

/** The scroll position that brings `place` wholly into sight with the least movement; the present one if it is there. */
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
