import type { GroupColumnInfo } from '../../worker/api.ts';
import { formatScore, formatShare } from '../parts/format.ts';
import { bytes, count, duration, numberColumn, text, textColumn, time, Unset, type ValueOf } from './cells.tsx';
import type { GridColumn } from './grid-column.ts';

/** A row of hosts or of channels. */
interface ValuesRow {
  readonly values: readonly (number | string | null)[];
}

/** Adds the engine's columns without a custom cell. They are drawn by their unit, after the others. */
export function withGroupColumns<Row extends ValuesRow>(
  own: readonly GridColumn<Row>[],
  columns: readonly GroupColumnInfo[],
): readonly GridColumn<Row>[] {
  const isDrawn = new Set(own.map(({ id }) => id));
  const others = columns.flatMap((column, place) => (isDrawn.has(column.id) ? [] : [drawn<Row>(column, place)]));
  return [...own, ...others];
}

function drawn<Row extends ValuesRow>({ id, label, meaning, unit, scope }: GroupColumnInfo, place: number) {
  const number = ({ values }: Row) => Number(values[place]);
  const column =
    unit === 'text'
      ? textColumn<Row>(
          id,
          label,
          128,
          meaning,
          text(({ values }) => textOf(values[place])),
        )
      : numberColumn<Row>(id, label, unit === 'time' ? 148 : 88, meaning, orUnset(place, drawnBy(unit, number)));
  return { ...column, scope };
}

function drawnBy<Row>(unit: GroupColumnInfo['unit'], number: (row: Row) => number): ValueOf<Row> {
  if (unit === 'bytes') return bytes(number);
  if (unit === 'seconds') return duration(number);
  if (unit === 'time') return time(number);
  if (unit === 'flows' || unit === 'count') return count(number);
  const format = unit === 'share' ? formatShare : formatScore;
  return {
    cell: (row) => <span title={String(number(row))}>{format(number(row))}</span>,
    textOf: (row) => String(number(row)),
  };
}

function orUnset<Row extends ValuesRow>(place: number, { cell, textOf: copied }: ValueOf<Row>): ValueOf<Row> {
  const isUnset = ({ values }: Row) => values[place] === null;
  return {
    cell: (row) => (isUnset(row) ? <Unset why="no value" /> : cell(row)),
    textOf: (row) => (isUnset(row) ? '' : copied(row)),
  };
}

function textOf(value: number | string | null): string | null {
  return value === null ? null : String(value);
}
