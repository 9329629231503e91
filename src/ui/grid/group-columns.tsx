import type { ReactNode } from 'react';
import type { GroupColumnInfo } from '../../worker/api.ts';
import { formatScore, formatShare } from '../parts/format.ts';
import { Bytes, Count, Duration, Time, Unset } from './cells.tsx';
import type { GridColumn } from './grid-column.ts';
import { shortAddress } from './use-fitted-columns.ts';

/** A row of hosts or of channels, with one value per column. Null for no value. */
interface ValuesRow {
  readonly values: readonly (number | string | null)[];
}

type Settable = 'width' | 'isNumber' | 'isShown' | 'isFrozen' | 'textOf' | 'filterOf';

/** How one column differs from the default of its unit. All its entries are optional. */
export interface Drawing<Row> extends Partial<Pick<GridColumn<Row>, Settable>> {
  /** Draws a row that has a value. The value is NaN for a text. */
  readonly cell?: (row: Row, value: number) => ReactNode;
  /** Why a row has no value. */
  readonly whyUnset?: (row: Row) => string;
}

/** Drawings by the id of their column. */
export type Drawings<Row> = Readonly<Record<string, Drawing<Row>>>;

/** The engine's columns as columns of a grid, drawn by their unit unless they have a drawing. */
export function groupColumns<Row extends ValuesRow>(
  columns: readonly GroupColumnInfo[],
  drawings: Drawings<Row>,
): readonly GridColumn<Row>[] {
  return columns.map((column, place) => drawn(column, place, drawings[column.id] ?? {}));
}

function drawn<Row extends ValuesRow>(
  { unit, ...column }: GroupColumnInfo,
  place: number,
  { cell, whyUnset, ...drawing }: Drawing<Row>,
): GridColumn<Row> {
  const { width, isNumber, draw } = byUnit[unit];
  return {
    ...column,
    width: Math.max(width, headWidth(column.label)),
    isNumber,
    isShown: true,
    isFrozen: false,
    isFitted: unit === 'address',
    isLargestFirst: isNumber,
    textOf: ({ values }) => String(values[place] ?? ''),
    ...drawing,
    cell: (row) => {
      const value = row.values[place];
      if (value === null) return <Unset why={whyUnset?.(row) ?? (unit === 'time' ? NO_TIME : 'no value')} />;
      return cell === undefined ? draw(value) : cell(row, Number(value));
    },
  };
}

/** Pixels that a header needs to show its whole label. */
function headWidth(label: string): number {
  return Math.ceil(label.length * 6.7) + 17;
}

const NO_TIME = 'no flow has a time';

interface UnitDrawing {
  readonly width: number;
  /** Whether it is aligned to the right, and sorted largest first by the first click. */
  readonly isNumber: boolean;
  readonly draw: (value: number | string) => ReactNode;
}

const byUnit: Readonly<Record<GroupColumnInfo['unit'], UnitDrawing>> = {
  text: { width: 128, isNumber: false, draw: (text) => <span title={String(text)}>{text}</span> },
  address: {
    ...{ width: 128, isNumber: false },
    draw: (address) => <span title={String(address)}>{shortAddress(String(address))}</span>,
  },
  timeline: { width: 112, isNumber: false, draw: (first) => <Time seconds={Number(first)} /> },
  time: { width: 148, isNumber: true, draw: (seconds) => <Time seconds={Number(seconds)} /> },
  count: { width: 88, isNumber: true, draw: (count) => <Count count={Number(count)} /> },
  bytes: { width: 88, isNumber: true, draw: (bytes) => <Bytes bytes={Number(bytes)} /> },
  seconds: { width: 88, isNumber: true, draw: (seconds) => <Duration seconds={Number(seconds)} /> },
  share: {
    width: 88,
    isNumber: true,
    draw: (share) => <span title={String(share)}>{formatShare(Number(share))}</span>,
  },
  score: {
    width: 88,
    isNumber: true,
    draw: (score) => <span title={String(score)}>{formatScore(Number(score))}</span>,
  },
};
