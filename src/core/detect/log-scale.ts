import { logged } from '../features/logged.ts';
import { logAll } from '../math/logarithms.ts';
import type { Block, Description, Detector, Streamed } from './detector.ts';

/**
 * A detector of raw features as one of their logarithms, ln(1 + value), negative values counting as 0. Bytes and durations are
 * spread over many powers of ten; on this scale a flow of 1 kB among flows of 100 B is as far out as one of 1 GB among
 * flows of 100 MB, and a single huge flow does not stretch the scale for all others. Whoever asks from outside, for axes, for
 * values of the log, still sees raw features.
 */
export function onLogScale<Model>(
  detector: Detector<Model>,
  name: Partial<Pick<Detector, 'id' | 'label'>> = {},
): Detector<Model> {
  const { score, explain, project, describe, streamed } = detector;
  return {
    ...detector,
    ...name,
    fit: (features, control, params) => detector.fit(logged(features), control, params),
    score: (model, block, count, out, at) => score(model, logOf(block, count), count, out, at),
    explain: (model, values) => explain(model, logOf({ values, stride: 1 }, 1).values),
    ...(project && {
      project: (model, block, count, c, out, at) => project(model, logOf(block, count), count, c, out, at),
    }),
    describe: (model) => inRawUnits(describe(model)),
    ...(streamed && { streamed: streamedOnLogScale(streamed) }),
  };
}

/** A fit of raw features as one of their logarithms. */
export function streamedOnLogScale<Model>(streamed: Streamed<Model>): Streamed<Model> {
  return {
    fit: (names) => {
      const { add, model } = streamed.fit(names);
      return { add: (features) => add(logged(features)), model };
    },
    verify: (model) => {
      const verification = streamed.verify(model);
      return {
        add: (block, count) => verification.add(logOf(block, count), count),
        get holds() {
          return verification.holds;
        },
        model: () => verification.model(),
      };
    },
  };
}

/** The first `count` rows of a block with their logarithms as values. */
function logOf({ values, stride }: Block, count: number): Block {
  const features = values.length / stride;
  const logs = new Float64Array(features * count);
  for (let f = 0; f < features; f++) logs.set(values.subarray(f * stride, f * stride + count), f * count);
  logAll(logs, 0, logs.length);
  return { values: logs, stride: count };
}

function inRawUnits({ features, ...description }: Description): Description {
  return {
    ...description,
    transform: 'log',
    scoreScale: 'log',
    typical: 'log-mean',
    features: features.map((feature) => ({ ...feature, typical: Math.expm1(feature.typical) })),
  };
}
