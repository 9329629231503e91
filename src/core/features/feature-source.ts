import { GROUP_BITS, GROUP_MASK } from '../table/groups.ts';
import { type NumberColumn, numberAt, rangeOf, readNumbers } from '../table/number-column.ts';
import type { Table } from '../table/table.ts';
import type { FeatureSet } from './feature-sets.ts';

/** Features of all rows, read in blocks; the n x d matrix never exists as a whole. */
export interface FeatureSource {
  readonly rows: number;
  readonly names: readonly string[];
  /** Smallest and largest value of a feature, computed at the first call. About 7 ms per million rows. */
  range(feature: number): Range;
  /**
   * Writes rows `first` to `first + count`, which must lie in one group, to `out`, column-major: feature f of row i
   * goes to `out[(column + f) * stride + i]`. Unset counts as 0: the detector's choice, the table keeps it apart.
   */
  read(first: number, count: number, out: Float64Array, stride: number, column: number): void;
  /** Writes one feature of rows `first` to `first + count`, which must lie in one group, to `out`, unset as 0. */
  readOne(feature: number, first: number, count: number, out: Float64Array): void;
  /** One feature of one row, unset as 0. */
  at(row: number, feature: number): number;
  isUnset(row: number, feature: number): boolean;
}
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Sums of squares of numbers up to this size stay finite over any number of rows; larger ones count as this. */
const LIMIT = 1e100;

const known = new WeakMap<Table, Map<FeatureSet, FeatureSource>>();

/**
 * Features as the columns of `set`, as they stand in the table; the same for all who ask. Throws if the table lacks one
 * (`hasFeatures`).
 */
export function readFeatures(table: Table, set: FeatureSet): FeatureSource {
  const ofTable = known.get(table) ?? new Map<FeatureSet, FeatureSource>();
  known.set(table, ofTable);
  const features = ofTable.get(set) ?? sourceOf(table, set);
  ofTable.set(set, features);
  return features;
}

function sourceOf(table: Table, set: FeatureSet): FeatureSource {
  const columns = set.fields.map((field): NumberColumn => {
    const column = table.columns.get(field);
    if (column?.kind !== 'number') throw new Error(`no number column ${field}`);
    return column;
  });
  const ranges: Range[] = [];
  const range = (feature: number): Range => {
    ranges[feature] ??= rangeOf(columns[feature], table.rows, 0);
    return ranges[feature];
  };
  /** Writes one feature of some rows of a group to `out[at..]`. Counts cannot be oversized, only doubles. */
  const readColumn = (feature: number, first: number, count: number, out: Float64Array, at: number) => {
    const group = columns[feature].groups[first >>> GROUP_BITS];
    readNumbers(group, first & GROUP_MASK, count, 0, out, at);
    if (group instanceof Float64Array) limit(out, at, at + count);
  };
  return {
    rows: table.rows,
    names: set.fields,
    range,
    read: (first, count, out, stride, column) => {
      for (let f = 0; f < columns.length; f++) readColumn(f, first, count, out, (column + f) * stride);
    },
    readOne: (feature, first, count, out) => readColumn(feature, first, count, out, 0),
    at: (row, feature) => {
      const value = numberAt(columns[feature], row);
      return Number.isNaN(value) ? 0 : limited(value);
    },
    isUnset: (row, feature) => Number.isNaN(numberAt(columns[feature], row)),
  };
}

function limit(out: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) if (Math.abs(out[i]) > LIMIT) out[i] = limited(out[i]);
}

function limited(value: number): number {
  return Math.max(-LIMIT, Math.min(LIMIT, value));
}
