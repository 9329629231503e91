import type { Scored } from '../detect/detect.ts';
import { lentBlock } from '../math/float-kernel.ts';
import { extentOf } from '../table/widen.ts';
import { type AxisBins, AxisScale } from './density.ts';

/**
 * The bin of every row on one axis. `id` is the field name of a feature, or a component such as `PC1`. Null for an
 * unknown id.
 */
export function readAxis(scored: Scored, id: string, bins: number): AxisBins | null {
  const { features, description } = scored;
  const feature = features.names.indexOf(id);
  const component = description.components.findIndex(({ name }) => name === id);
  if (feature < 0 && component < 0) return null;
  const block = lentBlock(features.names.length);
  const values = feature >= 0 ? block.values : new Float64Array(block.stride);
  /** Calls `visit` with blocks of up to 1,024 rows. */
  const read = (visit: (first: number, count: number) => void) => {
    for (let first = 0; first < features.rows; first += block.stride) {
      const count = Math.min(block.stride, features.rows - first);
      if (feature >= 0) features.readOne(feature, first, count, values);
      else {
        features.read(first, count, block.values, block.stride, 0);
        scored.project(block, count, component, values, 0);
      }
      visit(first, count);
    }
  };
  let { low, high } = feature >= 0 ? features.range(feature) : { low: Infinity, high: -Infinity };
  if (feature < 0) {
    read((_, count) => {
      const found = extentOf(values, count);
      low = Math.min(low, found.low);
      high = Math.max(high, found.high);
    });
  }
  const scale = new AxisScale('symlog', low, high, bins);
  const codes = new Uint8Array(features.rows);
  read((first, count) => scale.binAll(values, count, codes, first));
  return { id, bins, scale: 'symlog', min: scale.min, max: scale.max, codes, edges: scale.edges.subarray(0, bins - 1) };
}
