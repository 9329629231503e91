import type { Scored } from '../detect/detect.ts';
import { type AxisBins, AxisScale } from './bins.ts';

const BLOCK_ROWS = 4096;

/** Every row's bin on one axis: a feature, by its field's name, or a component, such as `PC1`. Null when there is none. */
export function readAxis(scored: Scored, id: string, bins: number): AxisBins | null {
  const { features, description } = scored;
  const feature = features.names.indexOf(id);
  const component = description.components.findIndex(({ name }) => name === id);
  if (feature < 0 && component < 0) return null;
  const d = features.names.length;
  const block = new Float64Array(BLOCK_ROWS * d);
  const projected = new Float64Array(BLOCK_ROWS);
  /** Calls `visit` with the values of up to 4,096 rows at a time: value i is `values[i * step + offset]`. */
  const read = (visit: (first: number, count: number, values: Float64Array, step: number, offset: number) => void) => {
    for (let first = 0; first < features.rows; first += BLOCK_ROWS) {
      const count = Math.min(BLOCK_ROWS, features.rows - first);
      features.read(first, count, block, d, 0);
      if (feature >= 0) visit(first, count, block, d, feature);
      else {
        scored.project(block, count, component, projected, 0);
        visit(first, count, projected, 1, 0);
      }
    }
  };
  let { low, high } = features.ranges[feature] ?? { low: Infinity, high: -Infinity };
  if (feature < 0) {
    read((_, count, values) => {
      for (let i = 0; i < count; i++) {
        low = Math.min(low, values[i]);
        high = Math.max(high, values[i]);
      }
    });
  }
  const scale = new AxisScale('symlog', low, high, bins);
  const codes = new Uint8Array(features.rows);
  read((first, count, values, step, offset) => {
    for (let i = 0; i < count; i++) codes[first + i] = scale.bin(values[i * step + offset]);
  });
  return { id, bins, scale: 'symlog', min: scale.min, max: scale.max, codes };
}
