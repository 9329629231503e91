import type { FeatureSource } from './feature-source.ts';

/** Whole numbers up to here have their logarithms in a table: most of a conn.log's. */
const SMALL = 1 << 16;
let table: Float64Array | null = null;

/** ln(1 + value), what is negative as 0. In place, for `count` values from `at` on; about 8 ns each. */
export function logAll(values: Float64Array, at: number, count: number): void {
  table ??= Float64Array.from({ length: SMALL }, (_, value) => Math.log1p(value));
  const logs = table;
  for (let i = at; i < at + count; i++) {
    const value = values[i];
    const whole = value | 0;
    if (whole === value && whole >= 0 && whole < SMALL) values[i] = logs[whole];
    else values[i] = value > 0 ? Math.log1p(value) : 0;
  }
}

/** The features with their logarithms as values. */
export function logged(source: FeatureSource): FeatureSource {
  const logOf = (value: number) => Math.log1p(Math.max(0, value));
  return {
    rows: source.rows,
    names: source.names,
    isUnset: source.isUnset,
    range: (feature) => {
      const { low, high } = source.range(feature);
      return { low: logOf(low), high: logOf(high) };
    },
    read: (first, count, out, stride, column) => {
      source.read(first, count, out, stride, column);
      for (let f = 0; f < source.names.length; f++) logAll(out, (column + f) * stride, count);
    },
    readOne: (feature, first, count, out) => {
      source.readOne(feature, first, count, out);
      logAll(out, 0, count);
    },
    at: (row, feature) => logOf(source.at(row, feature)),
  };
}
