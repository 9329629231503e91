import { useMemo, useRef } from 'react';
import { cutInMiddle } from '../parts/cut-in-middle.ts';
import type { GridColumn } from './grid-column.ts';
import { useTextScale } from './use-row-height.ts';

/** Characters of an address that a cell shows; a longer one is cut in its middle. */
const MOST_OF_ADDRESS = 24;
/** Pixels of a character in the widest font that the page falls back to, and what stands at either side of a text. */
const CHARACTER = 7.7;
const AROUND = 17;

/** An address as a cell shows it. */
export function shortAddress(address: string): string {
  return cutInMiddle(address, MOST_OF_ADDRESS);
}

/** The width that texts need, in pixels, each at most `MOST_OF_ADDRESS` characters long. */
function widthOfTexts(texts: readonly string[]): number {
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 0);
  return Math.ceil(Math.min(longest, MOST_OF_ADDRESS) * CHARACTER + AROUND);
}

/**
 * The columns with fitted widths, for the size of text in this window: as wide as the widest text shown so far. They
 * never become narrower within a list, so nothing moves during scrolling.
 */
export function useFittedColumns<Row>(
  columns: readonly GridColumn<Row>[],
  rows: readonly Row[],
  list: string,
): readonly GridColumn<Row>[] {
  const widest = useRef<{ readonly list: string; readonly widths: Map<string, number> } | null>(null);
  if (widest.current?.list !== list) widest.current = { list, widths: new Map() };
  const { widths } = widest.current;
  for (const { id, isFitted, neededBy, width, textOf, label } of columns) {
    if (neededBy !== undefined) widths.set(id, Math.max(widths.get(id) ?? width, ...rows.map(neededBy)));
    if (isFitted !== true) continue;
    const needed = widthOfTexts([...rows.map(textOf), `${label} ↓`]);
    widths.set(id, Math.max(widths.get(id) ?? 0, needed));
  }
  const key = JSON.stringify([...widths]);
  const scale = useTextScale();
  return useMemo(() => {
    const fitted = new Map<string, number>(JSON.parse(key));
    return columns.map((column) => ({ ...column, width: Math.ceil((fitted.get(column.id) ?? column.width) * scale) }));
  }, [columns, key, scale]);
}
