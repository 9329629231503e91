import type { GridColumn } from './grid-column.ts';

/** Named sets of columns: the default ones, all, and the user's own. */
export const columnSets = ['essential', 'all', 'mine'] as const;
/** Name of a set of columns. */
export type ColumnSet = (typeof columnSets)[number];

/** The user's arrangement of a grid's columns. Plain data. */
export interface ColumnLayout {
  readonly set: ColumnSet;
  /** Order and visibility in the set "mine". A column without an entry is as in "essential". */
  readonly order: readonly string[];
  readonly shown: Readonly<Record<string, boolean>>;
  /** Widths in pixels by column, in every set. */
  readonly widths: Readonly<Record<string, number>>;
}

/** The layout before any change. */
export const firstLayout: ColumnLayout = { set: 'essential', order: [], shown: {}, widths: {} };

/** Smallest and largest width of a column in pixels. */
export const COLUMN_WIDTHS = { min: 48, max: 900 };

type Column = Pick<GridColumn<never>, 'id' | 'isShown' | 'isFrozen' | 'width'>;

/**
 * Every column in the order of the layout, frozen ones first. A column that the layout does not know goes to its
 * default position: columns depend on the detector.
 */
export function orderedColumns<Some extends Column>(columns: readonly Some[], { set, order }: ColumnLayout): Some[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const ids = set === 'mine' ? order.filter((id) => byId.has(id)) : [];
  columns.forEach(({ id }, place) => {
    if (ids.includes(id)) return;
    const before = place === 0 ? -1 : ids.indexOf(columns[place - 1].id);
    ids.splice(before + 1, 0, id);
  });
  const ordered = ids.flatMap((id) => byId.get(id) ?? []);
  return [...ordered.filter(({ isFrozen }) => isFrozen), ...ordered.filter(({ isFrozen }) => !isFrozen)];
}

/** Whether a column is shown. */
export function isVisible({ id, isShown }: Column, { set, shown }: ColumnLayout): boolean {
  if (set === 'all') return true;
  return set === 'mine' ? (shown[id] ?? isShown) : isShown;
}

/** The shown columns in the order of the layout. */
export function visibleColumns<Some extends Column>(columns: readonly Some[], layout: ColumnLayout): Some[] {
  return orderedColumns(columns, layout).filter((column) => isVisible(column, layout));
}

/** Width of a column in pixels. */
export function widthOf({ id, width }: Column, { widths }: ColumnLayout): number {
  return widths[id] ?? width;
}

/** Shows or hides a column. The columns on screen become the set "mine". */
export function showColumn(columns: readonly Column[], layout: ColumnLayout, id: string, isOn: boolean): ColumnLayout {
  const mine = asMine(columns, layout);
  return { ...mine, shown: { ...mine.shown, [id]: isOn } };
}

/** Moves a column to the position of another. Frozen columns stay at the left. */
export function moveColumn(columns: readonly Column[], layout: ColumnLayout, id: string, to: string): ColumnLayout {
  const mine = asMine(columns, layout);
  const order = [...mine.order];
  const [from, target] = [order.indexOf(id), order.indexOf(to)];
  if (from < 0 || target < 0 || from === target) return layout;
  order.splice(from, 1);
  order.splice(target, 0, id);
  return { ...mine, order };
}

/** Moves a column past its visible neighbour: -1 to the left, 1 to the right. */
export function nudgeColumn(columns: readonly Column[], layout: ColumnLayout, id: string, step: -1 | 1): ColumnLayout {
  const visible = visibleColumns(columns, layout);
  const neighbour = visible[visible.findIndex((column) => column.id === id) + step];
  return neighbour === undefined ? layout : moveColumn(columns, layout, id, neighbour.id);
}

/** Changes the width of a column by a number of pixels. */
export function widenColumn(column: Column, layout: ColumnLayout, pixels: number): ColumnLayout {
  const { min, max } = COLUMN_WIDTHS;
  const width = Math.max(min, Math.min(max, widthOf(column, layout) + pixels));
  return { ...layout, widths: { ...layout.widths, [column.id]: width } };
}

function asMine(columns: readonly Column[], layout: ColumnLayout): ColumnLayout {
  if (layout.set === 'mine' && layout.order.length > 0) return { ...layout, order: idsOf(columns, layout) };
  const shown = Object.fromEntries(columns.map((column) => [column.id, isVisible(column, layout)]));
  return { ...layout, set: 'mine', order: idsOf(columns, layout), shown };
}

function idsOf(columns: readonly Column[], layout: ColumnLayout): string[] {
  return orderedColumns(columns, layout).map(({ id }) => id);
}
