import type { Detector } from '../detect/detector.ts';
import { pyodPca } from '../detect/pyod-pca.ts';
import type { PcaModel } from '../detect/pyod-pca-fit.ts';
import type { FeatureSet } from '../features/feature-sets.ts';
import { type FeatureSource, readFeatures } from '../features/feature-source.ts';

/**
 * The same PCA on ln(1 + x) of each column (negatives as 0): a flow ten times the usual size counts the same wherever the
 * usual size is, and one huge flow does not hide all others.
 */
export function logScalePca(set: FeatureSet): Detector<PcaModel> {
  return {
    ...pyodPca(set),
    id: 'pca-log',
    label: 'PCA (log scale)',
    features: (table) => logScaled(readFeatures(table, set)),
  };
}

function logScaled(source: FeatureSource): FeatureSource {
  const { rows, names } = source;
  return {
    rows,
    names,
    range: (feature) => {
      const { low, high } = source.range(feature);
      return { low: logOf(low), high: logOf(high) };
    },
    read: (first, count, out, stride, column) => {
      source.read(first, count, out, stride, column);
      for (let f = 0; f < names.length; f++) toLogs(out, (column + f) * stride, count);
    },
    readOne: (feature, first, count, out) => {
      source.readOne(feature, first, count, out);
      toLogs(out, 0, count);
    },
    at: (row, feature) => logOf(source.at(row, feature)),
    isUnset: source.isUnset,
  };
}

function toLogs(values: Float64Array, at: number, count: number): void {
  for (let i = at; i < at + count; i++) values[i] = logOf(values[i]);
}

function logOf(value: number): number {
  return value > 0 ? Math.log1p(value) : 0;
}
