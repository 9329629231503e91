import { logAll, logOf } from '../math/logarithms.ts';
import type { FeatureSource } from './feature-source.ts';

/** The features with their logarithms as values. */
export function logged(source: FeatureSource): FeatureSource {
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
