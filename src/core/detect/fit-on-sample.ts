import type { FeatureSource } from '../features/feature-source.ts';
import { scoredWith } from './detect.ts';
import type { Description, Detector } from './detector.ts';
import { resolveParams } from './params.ts';
import { RowsSample, SAMPLE_BLOCK } from './rows-sample.ts';
import type { StreamedFit, StreamedScorer } from './streamed.ts';

/** Samples of the rows of one streamed log, by features: detectors with the same features share one. */
export class SharedSamples {
  private readonly byNames = new Map<string, RowsSample>();

  /** The sample of rows with these features, a new one at the first call. */
  of(names: readonly string[]): RowsSample {
    const key = names.join('\n');
    const known = this.byNames.get(key) ?? new RowsSample(names.length);
    this.byNames.set(key, known);
    return known;
  }
}

/**
 * Fits a detector that needs all rows at once to a sample of a streamed log: all rows of a log of up to 131,072. A note of
 * the model has the numbers.
 */
export function fitOnSample<Model>(detector: Detector<Model>, samples: SharedSamples): StreamedFit {
  let names: readonly string[] = [];
  return {
    add(table) {
      const features = detector.features(table);
      names = features.names;
      samples.of(names).add(features);
    },
    async scorer(control, given = {}) {
      const params = resolveParams(detector.params, given);
      const sample = samples.of(names);
      const model = await detector.fit(sourceOf(sample, names), control, params);
      return scorerOf(withNote(detector, sample), model, params, sample);
    },
    learned: null,
  };
}

function scorerOf<Model>(
  detector: Detector<Model>,
  model: Model,
  params: ReturnType<typeof resolveParams>,
  sample: RowsSample,
): StreamedScorer {
  const block = { values: new Float64Array(SAMPLE_BLOCK * sample.features), stride: SAMPLE_BLOCK };
  return {
    score(table, out, at) {
      detector.features(table).read(0, table.rows, block.values, SAMPLE_BLOCK, 0);
      detector.score(model, block, table.rows, out, at);
    },
    sampleScores: () => sample.scored(detector, model),
    revised: () => null,
    scored: (rows, scores, milliseconds) =>
      scoredWith(detector, model, params, detector.features(rows), scores, milliseconds),
  };
}

/** The detector with a description that says which rows it was fitted to, if these are not all. */
function withNote<Model>(detector: Detector<Model>, { count, seen }: RowsSample): Detector<Model> {
  if (count === seen) return detector;
  const describe = (model: Model): Description => {
    const description = detector.describe(model);
    const others = description.notes.filter(({ code }) => code !== 'fitted-on-sample');
    // A detector may compare with fewer rows than it was given.
    const own = description.notes.find(({ code }) => code === 'fitted-on-sample');
    const detail = { sample: own?.detail.sample ?? count, flows: seen };
    return { ...description, notes: [...others, { code: 'fitted-on-sample', detail }] };
  };
  return { ...detector, describe };
}

/** The rows of a sample as features. */
function sourceOf(sample: RowsSample, names: readonly string[]): FeatureSource {
  const { values, stride } = sample.block;
  const rows = sample.count;
  const column = (feature: number) => values.subarray(feature * stride, feature * stride + rows);
  return {
    rows,
    names,
    range: (feature) => rangeOf(column(feature)),
    read(first, count, out, outStride, at) {
      for (let f = 0; f < names.length; f++) {
        out.set(column(f).subarray(first, first + count), (at + f) * outStride);
      }
    },
    readOne: (feature, first, count, out) => out.set(column(feature).subarray(first, first + count)),
    at: (row, feature) => values[feature * stride + row],
    isUnset: () => false,
  };
}

function rangeOf(values: Float64Array): { readonly low: number; readonly high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return { low, high };
}
