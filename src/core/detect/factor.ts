import { hasFeatures, volume } from '../features/feature-sets.ts';
import { type FeatureSource, readFeatures } from '../features/feature-source.ts';
import { lentBlock } from '../math/float-kernel.ts';
import { foldRows } from '../math/qr.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import type { Table } from '../table/table.ts';

/** The factor R of [1 | X] over the first `rows` rows, d x d. */
export class Factor {
  readonly r: Float64Array;
  rows = 0;
  private readonly d: number;

  constructor(d: number) {
    this.d = d;
    this.r = new Float64Array(d * d);
  }

  /** Adds the features of rows `from` up to `from + rows`. */
  add(features: FeatureSource, from: number, rows: number): void {
    const { d } = this;
    const { values: block, stride } = lentBlock(d);
    const r = new Float64Array(d * d);
    for (let first = from; first < from + rows; first += stride) {
      const count = Math.min(stride, from + rows - first);
      block.fill(1, 0, count);
      features.read(first, count, block, stride, 1);
      foldRows(r, d, block, stride, count);
    }
    foldRows(this.r, d, transposed(r, d), d, d);
    this.rows += rows;
  }

  copy(): Factor {
    const copy = new Factor(this.d);
    copy.r.set(this.r);
    copy.rows = this.rows;
    return copy;
  }
}

/** Row-major to column-major, d x d. */
function transposed(r: Float64Array, d: number): Float64Array {
  return r.map((_, at) => r[(at % d) * d + Math.floor(at / d)]);
}

/** Factors of groups that were completed while the table was being read. */
const begun = new WeakMap<FeatureSource, Factor>();

/** The factor of the rows that `FactorAhead` added, otherwise of no rows. */
export function beginFactor(features: FeatureSource): Factor {
  return begun.get(features)?.copy() ?? new Factor(features.names.length + 1);
}

/**
 * Adds groups to the factor of the default features while the log is read: the group is in the processor's cache then,
 * and reading waits for bytes anyway. If a feature first appears after the first flows, the factor is discarded.
 */
export class FactorAhead {
  private factor: Factor | null = new Factor(volume.fields.length + 1);

  /** Adds the next full group, which begins at row `first` of the table. Row 0 starts again. */
  add(table: Table, first: number): void {
    if (first === 0) this.factor = new Factor(volume.fields.length + 1);
    if (!hasFeatures(table, volume)) this.factor = null;
    this.factor?.add(readFeatures(table, volume), first, GROUP_ROWS);
  }

  /** Stores the factor for `beginFactor`. Call it when the table is complete. */
  keepFor(table: Table): void {
    if (this.factor !== null && hasFeatures(table, volume)) begun.set(readFeatures(table, volume), this.factor);
  }
}
