import type { FeatureSource, Range } from '../features/feature-source.ts';
import { GROUP_MASK } from '../table/groups.ts';

/**
 * The features of some rows of a table. `rows` ascends. Consecutive rows from the start of a group are read at once, which is
 * several times as fast.
 */
export function takeFeatures(source: FeatureSource, rows: Uint32Array): FeatureSource {
  const ranges: Range[] = [];
  const isStretch = rows.length > 0 && rows[rows.length - 1] - rows[0] === rows.length - 1;
  const isGroup = isStretch && (rows[0] & GROUP_MASK) === 0;
  const readOne = (feature: number, first: number, count: number, out: Float64Array, at: number) => {
    for (let i = 0; i < count; i++) out[at + i] = source.at(rows[first + i], feature);
  };
  return {
    rows: rows.length,
    names: source.names,
    range: (feature) => {
      ranges[feature] ??= rangeOf(source, rows, feature);
      return ranges[feature];
    },
    read: (first, count, out, stride, column) => {
      if (isGroup) return source.read(rows[first], count, out, stride, column);
      for (let f = 0; f < source.names.length; f++) readOne(f, first, count, out, (column + f) * stride);
    },
    readOne: (feature, first, count, out) => readOne(feature, first, count, out, 0),
    at: (row, feature) => source.at(rows[row], feature),
    isUnset: (row, feature) => source.isUnset(rows[row], feature),
  };
}

function rangeOf(source: FeatureSource, rows: Uint32Array, feature: number): Range {
  let low = Infinity;
  let high = -Infinity;
  for (const row of rows) {
    const value = source.at(row, feature);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
