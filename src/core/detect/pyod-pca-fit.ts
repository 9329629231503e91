import { type Control, checkpoint } from '../control.ts';
import type { FeatureSource } from '../features/feature-source.ts';
import { floatKernel, lentBlock } from '../math/float-kernel.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import type { Block, GroupFit } from './detector.ts';
import { beginFactor, Factor } from './factor.ts';
import { type IsChosen, modelOfFactor } from './model-of-factor.ts';

/** A fitted PCA. Plain data: it can be cloned, saved and compared. */
export interface PcaModel {
  readonly names: readonly string[];
  readonly mean: readonly number[];
  /** Population standard deviation, 1 for a constant feature. */
  readonly scale: readonly number[];
  /** Indexes of the chosen features that vary. Only these count. */
  readonly kept: readonly number[];
  /** Indexes of the chosen features that are constant. */
  readonly constant: readonly number[];
  /** Fraction of the variance per component, descending. */
  readonly ratio: readonly number[];
  /** Components, row-major: `axes[c * kept.length + j]` belongs to feature `kept[j]`. */
  readonly axes: readonly number[];
  /** Whether the last component's variance is a rounding error, or no feature varies: see `scoreRows`. */
  readonly degenerate: boolean;
  /** Components whose sign is nearly a tie between two rows. */
  readonly undecided: readonly number[];
}

const BLOCK_ROWS = 1024;
/** A sign is a tie when the two extremes differ by at most this fraction. */
export const UNDECIDED = 1e-9;

/**
 * Fits in two passes. The first computes the QR factor of [1 | X], which gives means, variances and the centred factor;
 * its singular vectors are the components. It continues where `FactorAhead` stopped. The second pass finds their signs.
 * QR is used because a covariance matrix loses half the digits, and real logs have components with a millionth of the
 * variance. Groups are merged in order, so the result does not depend on how they were computed. `isChosen` selects
 * features: the factor of some columns is contained in the factor of all.
 */
export async function fitPca(features: FeatureSource, isChosen: IsChosen, control: Control): Promise<PcaModel> {
  const { names, rows } = features;
  const factor = beginFactor(features);
  while (factor.rows < rows) {
    factor.add(features, factor.rows, Math.min(GROUP_ROWS, rows - factor.rows));
    await checkpoint(control.signal);
  }
  const draft = modelOfFactor({ names, rows, range: features.range }, factor.r, isChosen);
  if (draft.ratio.length === 0) return draft;
  const orientation = new Orientation(draft);
  const block = lentBlock(names.length);
  for (let first = 0; first < rows; first += block.stride) {
    const count = Math.min(block.stride, rows - first);
    features.read(first, count, block.values, block.stride, 0);
    orientation.add(block, count);
    if (first % GROUP_ROWS === 0) await checkpoint(control.signal);
  }
  return orientation.oriented();
}

/**
 * Fits group by group with the same bits as `fitPca`, except for the signs. Signs come from the rows of each group with
 * the largest projections on the current components; `Orientation` checks them when all rows are scored. Groups are
 * 65,536 rows each; the last may be shorter.
 */
export function fitPcaInGroups(names: readonly string[]): PcaInGroups {
  const d = names.length;
  const factor = new Factor(d + 1);
  const ranges = names.map(() => ({ low: Infinity, high: -Infinity }));
  const block = { values: new Float64Array(BLOCK_ROWS * d), stride: BLOCK_ROWS };
  /** Values of the outermost rows, row-major. */
  const outermost: number[] = [];
  let rows = 0;
  const draft = (isChosen: IsChosen) => modelOfFactor({ names, rows, range: (f) => ranges[f] }, factor.r, isChosen);
  return {
    add(features) {
      factor.add(features, 0, features.rows);
      rows += features.rows;
      ranges.forEach((range, f) => {
        const { low, high } = features.range(f);
        range.low = Math.min(range.low, low);
        range.high = Math.max(range.high, high);
      });
      const found = new Outermost(draft(() => true));
      for (let first = 0; first < features.rows; first += BLOCK_ROWS) {
        const count = Math.min(BLOCK_ROWS, features.rows - first);
        features.read(first, count, block.values, BLOCK_ROWS, 0);
        found.add(block, count, first);
      }
      for (const row of found.rows) for (let f = 0; f < d; f++) outermost.push(features.at(row, f));
    },
    model(isChosen) {
      const model = draft(isChosen);
      const orientation = new Orientation(model);
      const row = new Float64Array(d);
      for (let at = 0; at < outermost.length; at += d) {
        for (let f = 0; f < d; f++) row[f] = outermost[at + f];
        orientation.add({ values: row, stride: 1 }, 1);
      }
      return orientation.oriented();
    },
  };
}

/** Finds the rows of a group with the smallest and the largest projection on each component. */
class Outermost {
  private readonly model: PcaModel;
  private readonly high: Float64Array;
  private readonly low: Float64Array;
  private readonly most: Float64Array;
  private readonly least: Float64Array;
  private readonly found: number[];

  constructor(model: PcaModel) {
    const k = model.ratio.length;
    this.model = model;
    this.high = new Float64Array(k);
    this.low = new Float64Array(k);
    this.most = new Float64Array(k).fill(-Infinity);
    this.least = new Float64Array(k).fill(Infinity);
    this.found = new Array<number>(2 * k).fill(0);
  }

  get rows(): ReadonlySet<number> {
    return new Set(this.found);
  }

  /** Reads the first `count` rows of a block. They are the rows of the group from `first` on. */
  add(block: Block, count: number, first: number): void {
    const { model, high, low, most, least, found } = this;
    projectExtremes(model, block, count, high, low);
    for (let c = 0; c < high.length; c++) {
      if (high[c] > most[c]) {
        most[c] = high[c];
        found[2 * c] = first + rowAt(model, block, count, c, high[c]);
      }
      if (low[c] < least[c]) {
        least[c] = low[c];
        found[2 * c + 1] = first + rowAt(model, block, count, c, low[c]);
      }
    }
  }
}

/** The first row whose projection on component `c` is `place`. */
function rowAt(model: PcaModel, block: Block, count: number, c: number, place: number): number {
  for (let i = 0; i < count; i++) if (projection(model, block, i, c) === place) return i;
  return 0;
}

interface PcaInGroups extends Pick<GroupFit<PcaModel>, 'add'> {
  model(isChosen: IsChosen): PcaModel;
}

/**
 * Signs as in scikit-learn before 1.5: the row with the largest absolute projection on a component (the first of
 * several) projects positively. One pass over the rows.
 */
export class Orientation {
  private readonly model: PcaModel;
  private readonly high: Float64Array;
  private readonly low: Float64Array;
  private readonly most: Float64Array;
  private readonly least: Float64Array;
  private readonly signs: Float64Array;

  constructor(model: PcaModel) {
    const k = model.ratio.length;
    this.model = model;
    this.high = new Float64Array(k);
    this.low = new Float64Array(k);
    this.most = new Float64Array(k);
    this.least = new Float64Array(k);
    this.signs = new Float64Array(k).fill(1);
  }

  /** Reads the first `count` rows of a block. Blocks come in row order. */
  add(block: Block, count: number): void {
    const { model, high, low, most, least, signs } = this;
    projectExtremes(model, block, count, high, low);
    for (let c = 0; c < signs.length; c++) {
      const largest = Math.max(most[c], -least[c]);
      if (Math.max(high[c], -low[c]) > largest) {
        if (high[c] !== -low[c]) signs[c] = high[c] > -low[c] ? 1 : -1;
        else signs[c] = firstOfAmount(model, block, count, c, high[c]);
      }
      most[c] = Math.max(most[c], high[c]);
      least[c] = Math.min(least[c], low[c]);
    }
  }

  /** Whether the sign of every component is right. */
  get holds(): boolean {
    return this.signs.every((sign) => sign === 1);
  }

  oriented(): PcaModel {
    const { model, most, least, signs } = this;
    const m = model.kept.length;
    return {
      ...model,
      axes: model.axes.map((value, at) => value * signs[Math.floor(at / m)]),
      undecided: model.ratio.flatMap((_, c) => {
        const margin = Math.abs(most[c] + least[c]);
        return margin <= UNDECIDED * Math.max(most[c], -least[c]) ? [c] : [];
      }),
    };
  }
}

/** Largest and smallest projection of the block's rows on each component. */
export function projectExtremes(
  model: PcaModel,
  block: Block,
  count: number,
  high: Float64Array,
  low: Float64Array,
): void {
  const kernel = floatKernel();
  if (kernel?.fits(count, model.kept.length) === true) {
    kernel.extremes(model, model.axes, block.values, block.stride, count, high, low);
  } else projectExtremesPlainly(model, block, count, high, low);
}

/** The same as `projectExtremes`, to the bit, without WebAssembly. */
export function projectExtremesPlainly(
  model: PcaModel,
  block: Block,
  count: number,
  high: Float64Array,
  low: Float64Array,
): void {
  high.fill(-Infinity);
  low.fill(Infinity);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < high.length; c++) {
      const place = projection(model, block, i, c);
      if (place > high[c]) high[c] = place;
      if (place < low[c]) low[c] = place;
    }
  }
}

/** Sign of the first row whose projection on component `c` has this absolute value. */
function firstOfAmount(model: PcaModel, block: Block, count: number, c: number, amount: number): 1 | -1 {
  for (let i = 0; i < count; i++) {
    const place = projection(model, block, i, c);
    if (Math.abs(place) === amount) return place < 0 ? -1 : 1;
  }
  return 1;
}

/** Projection of row `i` of the block on component `c`, in standard deviations. */
export function projection(
  { mean, scale, kept, axes }: PcaModel,
  { values, stride }: Block,
  i: number,
  c: number,
): number {
  let sum = 0;
  for (let j = 0, axis = c * kept.length; j < kept.length; j++, axis++) {
    const feature = kept[j];
    sum += ((values[feature * stride + i] - mean[feature]) / scale[feature]) * axes[axis];
  }
  return sum;
}
