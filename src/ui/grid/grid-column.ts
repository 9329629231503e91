import type { ReactNode } from 'react';
import type { Predicate } from '../../worker/api.ts';

/** A column of a grid as data. */
export interface GridColumn<Row> {
  /** Name in sorts, layouts and links. */
  readonly id: string;
  /** Text and accessible name of its header. */
  readonly label: string;
  /** Its meaning and measurement. */
  readonly meaning: string;
  /** Default width in pixels. */
  readonly width: number;
  readonly isNumber: boolean;
  /** Pixels that a row needs at least, if that can be more than `width`. */
  readonly neededBy?: (row: Row) => number;
  /** Whether its width fits the longest visible address instead of `width`. */
  readonly isFitted?: boolean;
  /** Whether it takes the remaining width. */
  readonly isGrowing?: boolean;
  /** Whether it is in the set "essential". */
  readonly isShown: boolean;
  /** Whether it stays at the left edge during scrolling. */
  readonly isFrozen: boolean;
  /** Whether the first click on its header sorts the largest first. */
  readonly isLargestFirst: boolean;
  /** The flows that it covers: the whole log, or the selection. Only for lists with both kinds. */
  readonly scope?: 'log' | 'selection';
  readonly cell: (row: Row) => ReactNode;
  /** Meaning of a coded value, for screen readers and focus hints. */
  readonly describe?: (row: Row) => string;
  /** The value as copied text. */
  readonly textOf: (row: Row) => string;
  /** A predicate for rows with this value. Null or absent if rows cannot be filtered by it. */
  readonly filterOf?: (row: Row) => Predicate | null;
}

/** Sort order of a grid: a column id and a direction. */
export interface GridSort {
  readonly by: string;
  readonly descending: boolean;
}

/** Rows of a list from position `start` on, out of `total`. */
export interface RowsWindow<Row> {
  readonly start: number;
  readonly total: number;
  readonly rows: readonly Row[];
}

/** A row in the narrow layout: five cells in two columns and three lines. */
export interface GridCard<Row> {
  /** Names of the five cells, in the order below. */
  readonly labels: readonly [title: string, aside: string, line: string, corner: string, more: string];
  readonly title: (row: Row) => ReactNode;
  readonly aside: (row: Row) => ReactNode;
  readonly line: (row: Row) => ReactNode;
  readonly corner: (row: Row) => ReactNode;
  readonly more: (row: Row) => ReactNode;
}

/** Facts about a row as data attributes, for tests and scripts. */
export type RowMarks = Readonly<Record<`data-${string}`, string | number>>;
