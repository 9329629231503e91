import { GROUP_BITS, GROUP_MASK } from '../table/groups.ts';
import { type NumberColumn, numberAt, readNumbers } from '../table/number-column.ts';
import type { Table } from '../table/table.ts';
import type { FeatureSet } from './feature-sets.ts';

/** Features of all rows, read in blocks; the n x d matrix never exists as a whole. */
export interface FeatureSource {
  readonly rows: number;
  readonly names: readonly string[];
  /**
   * Writes rows `first` to `first + count`, which must lie in one group, to `out`, row-major with `stride` numbers a row,
   * from place `offset` of each row on. Unset counts as 0: the detector's choice, the table keeps it apart.
   */
  read(first: number, count: number, out: Float64Array, stride: number, offset: number): void;
  /** One feature of one row, unset as 0. */
  at(row: number, feature: number): number;
  isUnset(row: number, feature: number): boolean;
}

/** Features as the columns of `set`, as they stand in the table. Throws if the table lacks one (`hasFeatures`). */
export function readFeatures(table: Table, set: FeatureSet): FeatureSource {
  const columns = set.fields.map((field): NumberColumn => {
    const column = table.columns.get(field);
    if (column?.kind !== 'number') throw new Error(`no number column ${field}`);
    return column;
  });
  return {
    rows: table.rows,
    names: set.fields,
    read: (first, count, out, stride, offset) => {
      columns.forEach(({ groups }, feature) => {
        readNumbers(groups[first >>> GROUP_BITS], first & GROUP_MASK, count, 0, out, offset + feature, stride);
      });
    },
    at: (row, feature) => {
      const value = numberAt(columns[feature], row);
      return Number.isNaN(value) ? 0 : value;
    },
    isUnset: (row, feature) => Number.isNaN(numberAt(columns[feature], row)),
  };
}
