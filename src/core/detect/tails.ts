import type { Control } from '../control.ts';
import { type Distribution, distributionsOf } from '../features/distributions.ts';
import { type FeatureSet, hasFeatures } from '../features/feature-sets.ts';
import { type FeatureSource, readFeatures } from '../features/feature-source.ts';
import { highWords, indexSorted, placeOf, type SortedIndex } from '../math/sorted-index.ts';
import { reportScoring } from './detect.ts';
import type { Block, Description, Detector, Explanation } from './detector.ts';

/** What a feature's value adds to the score, for each value that it has in the log. */
interface FeatureTerms {
  readonly name: string;
  readonly mean: number;
  readonly scale: number;
  readonly median: number;
  /** Distinct values. */
  readonly index: SortedIndex;
  readonly terms: Float64Array;
  /** Terms of small whole numbers by the number, 0 for those that do not occur: most values are found here at once. */
  readonly small: Float64Array;
}

const SMALL = 1 << 16;

export type TailModel = readonly FeatureTerms[];

/**
 * A detector that adds up how rare each of a flow's values is, by the empirical distribution of its feature. `term` says what
 * a value adds, from -ln of the share of flows with at most this value (`left`), -ln of the share with at least this value
 * (`right`), and the sign of the feature's skewness. A feature with one value adds 0.
 */
export function tailDetector(
  set: FeatureSet,
  name: Pick<Detector, 'id' | 'label'>,
  term: (left: number, right: number, skew: -1 | 0 | 1) => number,
): Detector<TailModel> {
  return {
    ...name,
    params: [],
    canScore: (table) => hasFeatures(table, set),
    features: (table) => readFeatures(table, set),
    fit: async (features: FeatureSource, control: Control) => {
      const onShare = (share: number) => reportScoring(control, Math.round(share * features.rows), features.rows);
      return (await distributionsOf(features, control, onShare)).map((distribution) => termsOf(distribution, term));
    },
    score: scoreRows,
    explain,
    describe,
  };
}

function termsOf(
  { name, mean, scale, median, values, counts, rows, skew }: Distribution,
  term: (left: number, right: number, skew: -1 | 0 | 1) => number,
): FeatureTerms {
  const terms = new Float64Array(values.length);
  const small = new Float64Array(Math.min(SMALL, Math.max(0, Math.floor(values[values.length - 1]) + 1)));
  let below = 0;
  for (let i = 0; i < values.length; i++) {
    const left = -Math.log((below + counts[i]) / rows);
    const right = -Math.log((rows - below) / rows);
    terms[i] = term(left, right, skew);
    below += counts[i];
    if (Number.isInteger(values[i]) && values[i] >= 0 && values[i] < small.length) small[values[i]] = terms[i];
  }
  return { name, mean, scale, median, index: indexSorted(values), terms, small };
}

/** O(count * d * log n): a million rows of 7 features take about 0.4 s. */
function scoreRows(model: TailModel, { values, stride }: Block, count: number, out: Float64Array, at: number): void {
  const words = highWords(values);
  out.fill(0, at, at + count);
  for (let feature = 0; feature < model.length; feature++) {
    const { index, terms, small } = model[feature];
    const column = feature * stride;
    for (let i = 0; i < count; i++) {
      const value = values[column + i];
      const whole = value | 0;
      if (whole === value && whole >= 0 && whole < small.length) out[at + i] += small[whole];
      else out[at + i] += terms[placeOf(index, value, words[2 * (column + i) + 1])];
    }
  }
}

function explain(model: TailModel, row: Float64Array): Explanation {
  const words = highWords(row);
  const parts = model.map(({ index, terms }, feature) => terms[placeOf(index, row[feature], words[2 * feature + 1])]);
  return { score: parts.reduce((sum, part) => sum + part, 0), kind: 'exact', parts, terms: [] };
}

function describe(model: TailModel): Description {
  const constant = model.filter(({ index }) => index.values.length === 1).map(({ name }) => name);
  return {
    notes: constant.length === model.length ? [{ code: 'nothing-to-compare', detail: {} }] : [],
    transform: 'none',
    typical: 'median',
    features: model.map(({ name, mean, scale, median }) => ({ name, mean, scale, typical: median })),
    components: [],
  };
}
