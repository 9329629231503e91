import type { ReactNode } from 'react';
import type { Predicate } from '../../worker/api.ts';

/** A column of a grid, as data. */
export interface GridColumn<Row> {
  /** Name of the column in a sort, a layout and a link. */
  readonly id: string;
  /** Accessible name of its head, and what stands there. */
  readonly label: string;
  /** What it means and how it is measured. */
  readonly meaning: string;
  /** Pixels. */
  readonly width: number;
  readonly isNumber: boolean;
  /** Whether it is as wide as the widest address in sight, whatever `width` says. */
  readonly isFitted?: boolean;
  /** Whether it takes the room that the other columns leave. */
  readonly isGrowing?: boolean;
  /** Whether the set "essential" has it. */
  readonly isShown: boolean;
  /** Whether it stays at the left edge while the others scroll. */
  readonly isFrozen: boolean;
  /** Whether the first click on its head puts the largest first. */
  readonly isLargestFirst: boolean;
  /** What it is measured over, where a list has both: the whole log, or the selection. */
  readonly scope?: 'log' | 'selection';
  readonly cell: (row: Row) => ReactNode;
  /** What a value means where it is a code: read out, and shown at the cell that has the focus. */
  readonly describe?: (row: Row) => string;
  /** The value as it is copied. */
  readonly textOf: (row: Row) => string;
  /** The rows with this value; null or absent where they cannot be filtered by it. */
  readonly filterOf?: (row: Row) => Predicate | null;
}

export interface GridSort {
  readonly by: string;
  readonly descending: boolean;
}

/** Rows of a list from place `start` on, out of `total`. */
export interface RowsWindow<Row> {
  readonly start: number;
  readonly total: number;
  readonly rows: readonly Row[];
}

/** A row in the narrow layout: its cells in two columns and three lines. */
export interface GridCard<Row> {
  /** Names of the five cells, in the order below. */
  readonly labels: readonly [title: string, aside: string, line: string, corner: string, more: string];
  readonly title: (row: Row) => ReactNode;
  readonly aside: (row: Row) => ReactNode;
  readonly line: (row: Row) => ReactNode;
  readonly corner: (row: Row) => ReactNode;
  readonly more: (row: Row) => ReactNode;
}

/** Facts of a row for machines, as attributes of its element. */
export type RowMarks = Readonly<Record<`data-${string}`, string | number>>;
