import { chosen } from '../detect/component-detector.ts';
import { type Params, resolveParams, subsetOf } from '../detect/params.ts';
import { type FamilyMember, pcaFamily } from '../detect/pca-family.ts';
import type { PcaModel } from '../detect/pyod-pca-fit.ts';
import { LogError } from '../errors.ts';
import { type Baseline, componentsOf, FILES_NAMED, type Interval, isOfWholeLogs, type Origin } from './baseline.ts';
import { type HostSketch, MOST_HOSTS } from './host-sketch.ts';
import { Shape, ShapeError } from './json-shape.ts';
import { checkModel } from './model-check.ts';
import type { NetworkSketch } from './network-sketch.ts';
import { referenceIn } from './read-reference.ts';
import { FORM_KEY, FORM_VERSION, MOST_BYTES } from './saved-form.ts';
import { SKETCH_BITS } from './sketch-bits.ts';

/** First version of the format that lists hosts. */
const WITH_HOSTS = 2;
/** The first with a reference of Behaviour. */
const WITH_BEHAVIOUR = 3;
/** Feature values are capped here: see `readFeatures`. */
const MOST_VALUE = 1e100;

/**
 * Reads a saved baseline, the text of `writeBaseline`. Scores have the same bits as before saving. Every value is
 * checked; unknown keys are ignored. `file` is the name for error messages. Throws `LogError` (`not-a-baseline`,
 * `newer-baseline`) with the reason.
 */
export function readBaseline(text: string, file: string): Baseline {
  try {
    if (text.length > MOST_BYTES) throw new ShapeError('it is too large');
    return baselineOf(new Shape(parse(text)), file);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new LogError('not-a-baseline', { file, why: error.message });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new ShapeError('it is not JSON, or not all of it');
  }
}

function baselineOf(root: Shape, file: string): Baseline {
  const version = root.get(FORM_KEY).whole({ least: 1 });
  if (version > FORM_VERSION) throw new LogError('newer-baseline', { file, version });
  const { detector, member } = detectorIn(root, version);
  const params = paramsOf(root.get('params'), member);
  const fields = root.get('features').list({ least: 1, most: 20 });
  const model = modelOf(root, fields, subsetOf(params, 'features'));
  if (model.names.join() !== member.fields.join()) {
    throw new ShapeError(`features: ${member.detector.label} reads ${member.fields.join(', ')}`);
  }
  checkModel(model);
  const box = fields.map((field): Interval => {
    const low = field.get('low').number({ least: -MOST_VALUE, most: MOST_VALUE });
    return { low, high: field.get('high').number({ least: low, most: MOST_VALUE }) };
  });
  const baseline = {
    detector,
    params: isOfWholeLogs(detector) ? {} : params,
    model: chosen(model, member.choose, params),
    box,
    networks: networksOf(root.get('networks')),
    hosts: version < WITH_HOSTS ? null : hostsOf(root.get('hosts')),
    behaviour: isOfWholeLogs(detector) ? referenceIn(root.get('behaviour')) : null,
    origin: originOf(root.get('origin')),
  };
  checkScores(member, baseline);
  return baseline;
}

function detectorIn(root: Shape, version: number): { readonly detector: string; readonly member: FamilyMember } {
  const id = root.get('detector').text(100);
  const isKnown = pcaFamily.some(({ detector }) => detector.id === id);
  if (!isKnown && !(version >= WITH_BEHAVIOUR && isOfWholeLogs(id))) {
    throw new ShapeError(`its detector “${id}” is not known here`);
  }
  return { detector: id, member: componentsOf(id) };
}

function paramsOf(shape: Shape, { detector }: FamilyMember): Params {
  const given = shape.entries(20).map(([name, value]) => [name, value.isText() ? value.text(100) : value.number()]);
  try {
    return resolveParams(detector.params, Object.fromEntries(given));
  } catch (error) {
    if (error instanceof LogError) throw new ShapeError(`params: ${error.detail.what}`);
    throw error;
  }
}

/** `chosen` are the features that the settings include. */
function modelOf(root: Shape, fields: readonly Shape[], chosen: readonly string[]): PcaModel {
  const names = fields.map((field) => field.get('name').text(100));
  const kept = root
    .get('kept')
    .list({ least: 1, most: names.length })
    .map((shape) => {
      const feature = names.indexOf(shape.text(100));
      if (feature < 0 || !chosen.includes(names[feature])) throw shape.wrong('is none of the features');
      return feature;
    });
  const components = root.get('components').list({ least: kept.length, most: kept.length });
  const loadings = components.map((component) =>
    component
      .get('loadings')
      .list({ least: kept.length, most: kept.length })
      .map((loading) => loading.number({ least: -1.001, most: 1.001 })),
  );
  return {
    names,
    mean: fields.map((field) => field.get('mean').number({ least: -MOST_VALUE, most: MOST_VALUE })),
    scale: fields.map((field) => field.get('scale').number({ least: Number.MIN_VALUE, most: 10 * MOST_VALUE })),
    kept,
    constant: names.flatMap((name, feature) => (chosen.includes(name) && !kept.includes(feature) ? [feature] : [])),
    ratio: components.map((component) => component.get('ratio').number({ least: 0, most: 1.001 })),
    axes: loadings.flat(),
    degenerate: root.get('degenerate').flag(),
    undecided: root
      .get('undecided')
      .list({ most: kept.length })
      .map((component) => component.whole({ least: 0, most: kept.length - 1 })),
  };
}

function networksOf(shape: Shape): NetworkSketch | null {
  if (shape.isNull()) return null;
  return { bits: bitsOf(shape, SKETCH_BITS) };
}

function hostsOf(shape: Shape): HostSketch | null {
  if (shape.isNull()) return null;
  const every = shape.get('every').whole({ least: 1, most: 2 ** 31 });
  if (!Number.isInteger(Math.log2(every))) throw shape.wrong('has an impossible share of hosts');
  return { count: shape.get('count').whole({ least: 1 }), every, bits: bitsOf(shape.get('bits'), MOST_HOSTS) };
}

function bitsOf(shape: Shape, most: number): number[] {
  return [...new Set(shape.list({ most }).map((bit) => bit.whole({ least: 0, most: SKETCH_BITS - 1 })))];
}

function originOf(shape: Shape): Origin {
  const span = shape.get('span');
  const [first, last] = span.isNull() ? [] : span.list({ least: 2, most: 2 }).map((time) => time.number());
  return {
    files: shape
      .get('files')
      .list({ most: FILES_NAMED })
      .map((file) => file.text(1000)),
    fileCount: shape.get('fileCount').whole({ least: 0 }),
    flows: shape.get('flows').whole({ least: 1 }),
    span: first === undefined || last === undefined ? null : [first, last],
    chosenBy: shape
      .get('chosenBy')
      .list({ most: 100 })
      .map((field) => field.text(200)),
    made: shape.get('made').number({ least: 0, most: 1e11 }),
  };
}

/** Rejects a model that gives an ordinary flow no finite score. */
function checkScores({ detector }: FamilyMember, { model, box }: Pick<Baseline, 'model' | 'box'>): void {
  const corners = [box.map(({ low }) => low), box.map(({ high }) => high)];
  for (const corner of corners) {
    const out = new Float64Array(1);
    detector.score(model, { values: Float64Array.from(corner), stride: 1 }, 1, out, 0);
    if (!Number.isFinite(out[0])) throw new ShapeError('its components give no score');
  }
}
