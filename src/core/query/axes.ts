import type { Scored } from '../detect/detect.ts';
import { type AxisValues, axisOf } from './bins.ts';

const BLOCK_ROWS = 4096;

/** Every row's value on one axis: a feature, by its field's name, or a component, such as `PC1`. Null when there is none. */
export function readAxis(scored: Scored, id: string): AxisValues | null {
  const { features, description } = scored;
  const feature = features.names.indexOf(id);
  if (feature >= 0) {
    const values = new Float64Array(features.rows);
    for (let row = 0; row < features.rows; row++) values[row] = features.at(row, feature);
    return axisOf(id, 'symlog', values);
  }
  const component = description.components.findIndex(({ name }) => name === id);
  if (component < 0) return null;
  const values = new Float64Array(features.rows);
  const block = new Float64Array(BLOCK_ROWS * features.names.length);
  for (let first = 0; first < features.rows; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, features.rows - first);
    features.read(first, count, block, features.names.length, 0);
    scored.project(block, count, component, values, first);
  }
  return axisOf(id, 'symlog', values);
}
