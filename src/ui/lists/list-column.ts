import type { ReactNode } from 'react';

/** A column of a list. */
export interface ListColumn<Row> {
  /** What the list is sorted by. */
  readonly id: string;
  readonly label: string;
  /** What it means and how it is measured. */
  readonly meaning: string;
  /** Pixels. */
  readonly width: number;
  readonly isNumber: boolean;
  /** Whether a first click puts the largest first, as it does for numbers. */
  readonly isLargestFirst?: boolean;
  readonly cell: (row: Row) => ReactNode;
}
export interface ListSort {
  readonly by: string;
  readonly descending: boolean;
}
