import type { Scored } from '../detect/detect.ts';
import { type AxisBins, binAxis } from './bins.ts';

const BLOCK_ROWS = 4096;

/** Every row's bin on one axis: a feature, by its field's name, or a component, such as `PC1`. Null when there is none. */
export function readAxis(scored: Scored, id: string, bins: number): AxisBins | null {
  const { features, description } = scored;
  const feature = features.names.indexOf(id);
  const component = description.components.findIndex(({ name }) => name === id);
  if (feature < 0 && component < 0) return null;
  const d = features.names.length;
  const values = new Float64Array(features.rows);
  const block = new Float64Array(BLOCK_ROWS * d);
  for (let first = 0; first < features.rows; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, features.rows - first);
    features.read(first, count, block, d, 0);
    if (feature < 0) scored.project(block, count, component, values, first);
    else for (let i = 0; i < count; i++) values[first + i] = block[i * d + feature];
  }
  return binAxis(id, 'symlog', values, bins);
}
