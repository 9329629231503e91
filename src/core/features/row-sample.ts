import { type Control, checkpoint, turns } from '../control.ts';
import { countValues } from '../math/counted.ts';
import { createRandom } from '../math/random.ts';
import { type Distribution, distributionOf } from './distributions.ts';
import type { FeatureSource } from './feature-source.ts';

/** Features of some rows, column-major: feature f of the i-th is `columns[f * count + i]`. */
export interface RowSample {
  readonly count: number;
  /** Rows that it was drawn from. */
  readonly rows: number;
  readonly columns: Float64Array;
  readonly features: readonly Pick<Distribution, 'name' | 'mean' | 'scale' | 'median'>[];
}

const BLOCK_ROWS = 1024;

/**
 * `most` rows, each as likely as any other, in their order; all rows when there are no more. The same for the same seed.
 * Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S). About 0.1 s a million rows.
 */
export async function sampleRows(
  features: FeatureSource,
  most: number,
  seed: number,
  { signal }: Pick<Control, 'signal'>,
): Promise<RowSample> {
  const { rows, names } = features;
  const count = Math.min(most, rows);
  const random = createRandom(seed);
  const columns = new Float64Array(count * names.length);
  const block = new Float64Array(BLOCK_ROWS * names.length);
  const isDue = turns();
  let taken = 0;
  for (let first = 0; first < rows; first += BLOCK_ROWS) {
    if (isDue()) await checkpoint(signal);
    const length = Math.min(BLOCK_ROWS, rows - first);
    features.read(first, length, block, BLOCK_ROWS, 0);
    for (let i = 0; i < length; i++) {
      if (random.uniform() * (rows - first - i) >= count - taken) continue;
      for (let f = 0; f < names.length; f++) columns[f * count + taken] = block[f * BLOCK_ROWS + i];
      taken++;
    }
  }
  const described = names.map((name, f) =>
    distributionOf(name, count, countValues(columns.slice(f * count, (f + 1) * count), count)),
  );
  return {
    count,
    rows,
    columns,
    features: described.map(({ name, mean, scale, median }) => ({ name, mean, scale, median })),
  };
}
