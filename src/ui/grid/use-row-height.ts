import { useSyncExternalStore } from 'react';

/** Below this width of the window a row is a card. */
const NARROW = '(max-width: 759px)';

/** Kind of row: a finding has two lines. */
export type RowKind = 'plain' | 'finding';

/** Row heights in pixels, by the first matching window. `--row` and `--finding` in tokens.css repeat them. */
const heights: readonly ({ readonly window: string } & Readonly<Record<RowKind, number>>)[] = [
  { window: NARROW, plain: 72, finding: 110 },
  { window: '(min-width: 2300px)', plain: 28, finding: 56 },
  { window: '(min-height: 880px)', plain: 26, finding: 52 },
  { window: 'all', plain: 24, finding: 48 },
];

/**
 * Text in this window relative to a width of 1280 pixels: `--f2` of tokens.css, for which widths of columns are given.
 */
export function useTextScale(): number {
  return useSyncExternalStore(subscribe, placeNow) === LARGE_TEXT ? 13 / 12 : 1;
}

/** The row height in this window, and whether rows are cards. */
export function useRowHeight(kind: RowKind): { readonly rowHeight: number; readonly isNarrow: boolean } {
  const place = useSyncExternalStore(subscribe, placeNow);
  return { rowHeight: heights[place][kind], isNarrow: place === 0 };
}

/** Whether the window has the narrow layout. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, placeNow) === 0;
}

const LARGE_TEXT = heights.findIndex(({ window }) => window.includes('min-width'));

function placeNow(): number {
  return heights.findIndex(({ window }) => matchMedia(window).matches);
}

function subscribe(listener: () => void): () => void {
  const lists = heights.map(({ window }) => matchMedia(window));
  for (const list of lists) list.addEventListener('change', listener);
  return () => {
    for (const list of lists) list.removeEventListener('change', listener);
  };
}
