import { type FeatureSet, hasFeatures } from '../features/feature-sets.ts';
import { readFeatures } from '../features/feature-source.ts';
import { floatKernel } from '../math/float-kernel.ts';
import type { Note } from '../report.ts';
import type { Block, Description, Detector, Streamed, Verification } from './detector.ts';
import { type Param, type Params, subsetOf } from './params.ts';
import { fitPca, fitPcaInGroups, Orientation, type PcaModel, projection } from './pyod-pca-fit.ts';

/** Principal components, and those that the score looks along: `from` to `to`, exclusive. */
export interface ComponentModel extends PcaModel {
  readonly from: number;
  readonly to: number;
}

/** Which components are scored, from and to. */
export type Choose = (model: PcaModel, params: Params) => readonly [number, number];

/** A detector whose models are principal components and a choice among them. */
export interface ComponentDetector extends Detector<ComponentModel> {
  readonly choose: Choose;
}

/** What tells detectors apart that score by principal components. */
interface Kind extends Pick<Detector<ComponentModel>, 'id' | 'label' | 'params' | 'score' | 'explain'> {
  readonly choose: Choose;
  /** What is to be said of scores that rest on components with noise in them. */
  readonly notes: (model: PcaModel) => Note[];
}

/** A detector that fits the principal components of the standardised features, as PyOD's PCA does. */
export function componentDetector(set: FeatureSet, { choose, notes, ...kind }: Kind): ComponentDetector {
  return {
    ...kind,
    choose,
    params: [...kind.params, featuresOf(set)],
    canScore: (table) => hasFeatures(table, set),
    features: (table) => readFeatures(table, set),
    fit: async (features, control, params) =>
      chosen(await fitPca(features, isChosen(features.names, params), control), choose, params),
    project,
    describe: (model) => describe(model, notes(model)),
  };
}

/** How to fit the same to rows that pass by. Costs a log larger than memory 0.1 to 0.2 s a million rows, chosen or not. */
export function streamedComponents(choose: Choose): Streamed<ComponentModel> {
  return {
    fit: (names) => {
      const { add, model } = fitPcaInGroups(names);
      return { add, model: (params) => chosen(model(isChosen(names, params)), choose, params) };
    },
    verify: verifySigns,
  };
}

/** Which features the components are of. Means and scales of the others are known all the same. */
function featuresOf({ fields }: FeatureSet): Param {
  return { name: 'features', label: 'Features', kind: 'subset', default: fields.join(','), choices: fields };
}

function isChosen(names: readonly string[], params: Params): (feature: number) => boolean {
  const chosen = subsetOf(params, 'features');
  return (feature) => chosen.includes(names[feature]);
}

/** The model with the components that it scores by. */
export function chosen(model: PcaModel, choose: Choose, params: Params): ComponentModel {
  const [from, to] = choose(model, params);
  return { ...model, from, to };
}

export function componentName(c: number): string {
  return `PC${c + 1}`;
}

function project(model: PcaModel, block: Block, count: number, component: number, out: Float64Array, at: number): void {
  const { kept, axes } = model;
  const kernel = floatKernel();
  if (kernel?.fits(count, kept.length) === true) {
    const axis = axes.slice(component * kept.length, (component + 1) * kept.length);
    kernel.project(model, axis, block.values, block.stride, count, out, at);
  } else for (let i = 0; i < count; i++) out[at + i] = projection(model, block, i, component);
}

function verifySigns(model: ComponentModel): Verification<ComponentModel> {
  const orientation = new Orientation(model);
  return {
    add: (block, count) => orientation.add(block, count),
    get holds() {
      return orientation.holds;
    },
    model: () => ({ ...model, ...orientation.oriented() }),
  };
}

function describe(
  { names, mean, scale, kept, constant, axes, ratio, from, to }: ComponentModel,
  notes: Note[],
): Description {
  const isLeftOut = (feature: number) => !kept.includes(feature) && !constant.includes(feature);
  return {
    notes:
      kept.length === 0
        ? [{ code: 'nothing-to-compare', detail: {} }]
        : [...(constant.length > 0 ? [constantFeatures(constant.map((feature) => names[feature]))] : []), ...notes],
    transform: 'none',
    scoreScale: 'linear',
    typical: 'mean',
    features: names.map((name, f) => ({
      name,
      mean: mean[f],
      scale: scale[f],
      typical: mean[f],
      ...(isLeftOut(f) && { isLeftOut: true }),
    })),
    components: ratio.map((share, c) => ({
      name: componentName(c),
      ratio: share,
      eigenvalue: share * kept.length,
      isScored: c >= from && c < to,
      loadings: names.map((_, feature) => {
        const j = kept.indexOf(feature);
        return j < 0 ? 0 : axes[c * kept.length + j];
      }),
    })),
  };
}

function constantFeatures(names: readonly string[]): Note {
  return { code: 'constant-feature', detail: { fields: names.join(', ') } };
}
