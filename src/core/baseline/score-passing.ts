import type { ComponentModel } from '../detect/component-detector.ts';
import { scoredWith } from '../detect/detect.ts';
import type { Learned, StreamedFit, StreamedScorer } from '../detect/streamed.ts';
import { LogError } from '../errors.ts';
import { type Baseline, componentsOf, memberOf } from './baseline.ts';
import { type Drift, driftOf, OutsideCounter } from './drift.ts';
import { namesOf } from './score-baseline.ts';

const BLOCK_ROWS = 1024;

/**
 * Scores the rows of an out-of-core log by a baseline while they are streamed. Throws `LogError` if the log lacks a
 * feature.
 */
export function passingScorer(baseline: Baseline, key: string, fits: ReadonlyMap<string, StreamedFit>): StreamedScorer {
  const { detector } = memberOf(baseline.detector);
  const { model, params } = baseline;
  const { sample, sampled } = learnedLike(baseline, fits);
  const block = { values: new Float64Array(BLOCK_ROWS * model.names.length), stride: BLOCK_ROWS };
  return {
    score(table, out, at) {
      detector.features(table).read(0, table.rows, block.values, BLOCK_ROWS, 0);
      detector.score(model, block, table.rows, out, at);
    },
    sampleScores() {
      const scores = new Float64Array(sampled);
      detector.score(model, sample, sampled, scores, 0);
      return scores;
    },
    revised: () => null,
    scored: (rows, scores, milliseconds) => ({
      ...scoredWith(detector, model, params, detector.features(rows), scores, milliseconds),
      detector: namesOf(baseline, key),
    }),
  };
}

/** Drift of an out-of-core log, from a sample of its flows. Its networks and hosts are unknown. */
export function driftOfSample(baseline: Baseline, fits: ReadonlyMap<string, StreamedFit>): Drift {
  const { model, sample, sampled } = learnedLike(baseline, fits);
  const counter = new OutsideCounter(baseline.box);
  for (let first = 0; first < sampled; first += BLOCK_ROWS) {
    counter.add(sample.values.subarray(first), sample.stride, Math.min(BLOCK_ROWS, sampled - first));
  }
  return driftOf(baseline, model as ComponentModel, counter, new Map());
}

/**
 * The fit of the first pass by a detector with the same features and scale. Detectors of one scale have the same
 * components.
 */
function learnedLike(baseline: Baseline, fits: ReadonlyMap<string, StreamedFit>): Learned {
  const { detector, fields } = componentsOf(baseline.detector);
  const isLog = detector.describe(baseline.model).transform === 'log';
  const fit = fits.get(isLog ? 'pca-log' : detector.id);
  if (fit?.learned == null)
    throw new LogError('baseline-misfit', { detector: detector.label, fields: fields.join(', ') });
  return fit.learned();
}
