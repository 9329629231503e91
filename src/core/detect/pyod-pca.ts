import type { FeatureSet } from '../features/feature-sets.ts';
import { floatKernel } from '../math/float-kernel.ts';
import type { Note } from '../report.ts';
import {
  type ComponentDetector,
  type ComponentModel,
  componentDetector,
  componentName,
  streamedComponents,
} from './component-detector.ts';
import type { Block, Explanation } from './detector.ts';
import { numberOf, type Param, type Params } from './params.ts';
import type { PcaModel } from './pyod-pca-fit.ts';
import { explainByReplacing } from './replace.ts';

/**
 * PyOD 3.6.5's PCA with default parameters, to the accuracy of double arithmetic:
 *
 *     score(z) = sum over components k of |z - v_k| / r_k        z: the standardised row, v_k: unit vector, r_k: its
 * variance ratio
 *
 * This is the distance to the *tips* of the component vectors, weighted so that the smallest component dominates. In
 * practice it is close to the distance from the mean. Signs of v_k are those of scikit-learn 1.2.1. The setting
 * `components` is PyOD's `n_selected_components`: only this number of the smallest components is scored. Source:
 * pyod/models/pca.py, sklearn/decomposition/_pca.py (formulas only).
 */
export function pyodPca(set: FeatureSet): ComponentDetector {
  const choose = ({ ratio: { length } }: PcaModel, params: Params): readonly [number, number] => [
    Math.max(0, length - numberOf(params, 'components')),
    length,
  ];
  const detector = componentDetector(set, {
    id: set.label === '' ? 'pyod-pca' : `pyod-pca-${set.id}`,
    label: `PCA (PyOD-compatible${set.label === '' ? '' : `, ${set.label}`})`,
    short: `Size (PCA${set.label === '' ? '' : `, ${set.label}`})`,
    params: [componentsOf(set)],
    choose,
    score: scoreRows,
    explain,
    notes,
  });
  return { ...detector, streamed: streamedComponents(choose) };
}

function componentsOf({ fields: { length } }: FeatureSet): Param {
  const label = 'Components, smallest first';
  return { name: 'components', label, kind: 'integer', default: length, least: 1, most: length };
}

/**
 * The formula above by direct differences in feature order. `sqrt(|z|² + 1)` for a degenerate model, since z·v is 0
 * along a direction without variance. 0 for a model without components. O(count * d * k): a million rows of 7 features
 * take about 50 ms, 150 ms in plain code.
 */
function scoreRows(model: ComponentModel, block: Block, count: number, out: Float64Array, at: number): void {
  const { kept, from, to } = model;
  const kernel = floatKernel();
  if (kernel?.fits(count, kept.length) === true && !model.degenerate) {
    const axes = model.axes.slice(from * kept.length, to * kept.length);
    kernel.tipDistances(model, axes, model.ratio.slice(from, to), block.values, block.stride, count, out, at);
  } else scoreRowsPlainly(model, block, count, out, at);
}

/** The same as `scoreRows`, to the bit, without WebAssembly. */
export function scoreRowsPlainly(
  model: ComponentModel,
  { values, stride }: Block,
  count: number,
  out: Float64Array,
  at: number,
): void {
  const { mean, scale, kept, axes, ratio, degenerate, from, to } = model;
  const m = kept.length;
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
      for (let c = from; c < to; c++) {
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

function explain(model: ComponentModel, values: Float64Array): Explanation {
  const { mean, scale, kept, axes, ratio, degenerate, from, to } = model;
  const replaced = explainByReplacing(mean, values, (block, out) => scoreRowsPlainly(model, block, 1, out, 0));
  if (degenerate) return replaced;
  const terms = ratio.slice(from, to).map((share, place) => {
    const c = from + place;
    const distance = Math.sqrt(
      kept.reduce((sum, feature, j) => {
        const z = (values[feature] - mean[feature]) / scale[feature];
        return sum + (z - axes[c * kept.length + j]) ** 2;
      }, 0),
    );
    return { component: componentName(c), ratio: share, distance, term: distance / share };
  });
  return { ...replaced, terms };
}

function notes({ ratio, degenerate, undecided }: PcaModel): Note[] {
  if (degenerate) return [{ code: 'degenerate', detail: { ratio: ratio[ratio.length - 1] } }];
  if (undecided.length === 0) return [];
  return [{ code: 'sign-undecided', detail: { components: undecided.map(componentName).join(', ') } }];
}
