import type { Scored } from '../detect/detect.ts';
import { type AxisBins, AxisScale } from './density.ts';

const BLOCK_ROWS = 1024;

/** Every row's bin on one axis: a feature, by its field's name, or a component, such as `PC1`. Null when there is none. */
export function readAxis(scored: Scored, id: string, bins: number): AxisBins | null {
  const { features, description } = scored;
  const feature = features.names.indexOf(id);
  const component = description.components.findIndex(({ name }) => name === id);
  if (feature < 0 && component < 0) return null;
  const d = features.names.length;
  const block = { values: new Float64Array(BLOCK_ROWS * d), stride: BLOCK_ROWS };
  const values = new Float64Array(BLOCK_ROWS);
  /** Calls `visit` with the values of up to 1,024 rows at a time. */
  const read = (visit: (first: number, count: number) => void) => {
    for (let first = 0; first < features.rows; first += BLOCK_ROWS) {
      const count = Math.min(BLOCK_ROWS, features.rows - first);
      if (feature >= 0) features.readOne(feature, first, count, values);
      else {
        features.read(first, count, block.values, BLOCK_ROWS, 0);
        scored.project(block, count, component, values, 0);
      }
      visit(first, count);
    }
  };
  let { low, high } = feature >= 0 ? features.range(feature) : { low: Infinity, high: -Infinity };
  if (feature < 0) {
    read((_, count) => {
      for (let i = 0; i < count; i++) {
        low = Math.min(low, values[i]);
        high = Math.max(high, values[i]);
      }
    });
  }
  const scale = new AxisScale('symlog', low, high, bins);
  const codes = new Uint8Array(features.rows);
  read((first, count) => scale.binAll(values, count, codes, first));
  return { id, bins, scale: 'symlog', min: scale.min, max: scale.max, codes };
}
