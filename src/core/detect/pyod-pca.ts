import { type FeatureSet, hasFeatures } from '../features/feature-sets.ts';
import { readFeatures } from '../features/feature-source.ts';
import { floatKernel } from '../math/float-kernel.ts';
import type { Note } from '../report.ts';
import type { Block, Description, Detector, Explanation, Verification } from './detector.ts';
import { fitPca, fitPcaInGroups, Orientation, type PcaModel, projection } from './pyod-pca-fit.ts';

/**
 * PyOD 3.6.5's PCA with default parameters, to the last digits that double arithmetic allows:
 *
 *     score(z) = sum over components k of |z - v_k| / r_k        z: the row standardised, v_k: unit vector, r_k: its share
 *
 * It is the distance to the *tips* of the component vectors, weighted so that the smallest component rules; in practice
 * close to the distance from the average flow. Signs of v_k as scikit-learn 1.2.1 gives them.
 * Source: pyod/models/pca.py, sklearn/decomposition/_pca.py (formulas only).
 */
export function pyodPca(set: FeatureSet): Detector<PcaModel> {
  return {
    id: set.label === '' ? 'pyod-pca' : `pyod-pca-${set.id}`,
    label: `PCA (PyOD-compatible${set.label === '' ? '' : `, ${set.label}`})`,
    canScore: (table) => hasFeatures(table, set),
    features: (table) => readFeatures(table, set),
    fit: fitPca,
    score: scoreRows,
    explain,
    project,
    describe,
    streamed: { fit: fitPcaInGroups, verify: verifySigns },
  };
}

/**
 * Formula as above, by direct differences in the order of the features; `sqrt(|z|² + 1)` for a degenerate model, since
 * z·v is 0 along a direction without variance; 0 for a model with nothing to compare. O(count * d * k): a million rows of
 * 7 features take about 50 ms, in plain code 150.
 */
function scoreRows(model: PcaModel, block: Block, count: number, out: Float64Array, at: number): void {
  const { axes, ratio } = model;
  const kernel = floatKernel();
  if (kernel?.fits(count, model.kept.length) === true && !model.degenerate) {
    kernel.tipDistances(model, axes, ratio, block.values, block.stride, count, out, at);
  } else scoreRowsPlainly(model, block, count, out, at);
}

/** As `scoreRows`, to the bit, without WebAssembly. */
export function scoreRowsPlainly(
  model: PcaModel,
  { values, stride }: Block,
  count: number,
  out: Float64Array,
  at: number,
): void {
  const { mean, scale, kept, axes, ratio, degenerate } = model;
  const m = kept.length;
  const k = ratio.length;
  const z = new Float64Array(m);
  for (let i = 0; i < count; i++) {
    let norm = 0;
    for (let j = 0; j < m; j++) {
      const feature = kept[j];
      const value = (values[feature * stride + i] - mean[feature]) / scale[feature];
      z[j] = value;
      norm += value * value;
    }
    let score = 0;
    if (degenerate) score = Math.sqrt(norm + 1);
    else {
      for (let c = 0; c < k; c++) {
        let squares = 0;
        for (let j = 0, axis = c * m; j < m; j++, axis++) {
          const difference = z[j] - axes[axis];
          squares += difference * difference;
        }
        score += Math.sqrt(squares) / ratio[c];
      }
    }
    out[at + i] = score;
  }
}

function verifySigns(model: PcaModel): Verification<PcaModel> {
  const orientation = new Orientation(model);
  return {
    add: (block, count) => orientation.add(block, count),
    get holds() {
      return orientation.holds;
    },
    model: () => orientation.oriented(),
  };
}

function explain(model: PcaModel, values: Float64Array): Explanation {
  const score = scoreOne(model, values);
  const falls = model.mean.map((mean, feature) => {
    const without = values.slice();
    without[feature] = mean;
    return score - scoreOne(model, without);
  });
  if (model.degenerate) return { score, falls, terms: [] };
  const terms = model.ratio.map((ratio, c) => {
    const distance = Math.sqrt(
      model.kept.reduce((sum, feature, j) => {
        const z = (values[feature] - model.mean[feature]) / model.scale[feature];
        return sum + (z - model.axes[c * model.kept.length + j]) ** 2;
      }, 0),
    );
    return { component: componentName(c), ratio, distance, term: distance / ratio };
  });
  return { score, falls, terms };
}

function scoreOne(model: PcaModel, values: Float64Array): number {
  const out = new Float64Array(1);
  scoreRowsPlainly(model, { values, stride: 1 }, 1, out, 0);
  return out[0];
}

function project(model: PcaModel, block: Block, count: number, component: number, out: Float64Array, at: number): void {
  for (let i = 0; i < count; i++) out[at + i] = projection(model, block, i, component);
}

function describe(model: PcaModel): Description {
  const { names, mean, scale, kept, axes, ratio } = model;
  return {
    notes: notesOf(model),
    features: names.map((name, feature) => ({ name, mean: mean[feature], scale: scale[feature] })),
    components: ratio.map((share, c) => ({
      name: componentName(c),
      ratio: share,
      loadings: names.map((_, feature) => {
        const j = kept.indexOf(feature);
        return j < 0 ? 0 : axes[c * kept.length + j];
      }),
    })),
  };
}

function notesOf({ names, kept, ratio, degenerate, undecided }: PcaModel): Note[] {
  if (kept.length === 0) return [{ code: 'nothing-to-compare', detail: {} }];
  const notes: Note[] = [];
  const constant = names.filter((_, feature) => !kept.includes(feature));
  if (constant.length > 0) notes.push({ code: 'constant-feature', detail: { fields: constant.join(', ') } });
  if (degenerate) notes.push({ code: 'degenerate', detail: { ratio: ratio[ratio.length - 1] } });
  if (undecided.length > 0 && !degenerate) {
    notes.push({ code: 'sign-undecided', detail: { components: undecided.map(componentName).join(', ') } });
  }
  return notes;
}

function componentName(c: number): string {
  return `PC${c + 1}`;
}
