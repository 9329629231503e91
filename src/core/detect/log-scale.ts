import { logged } from '../features/logged.ts';
import { logAll } from '../math/logarithms.ts';
import type { Block, Description, Detector, Streamed } from './detector.ts';

/**
 * The detector applied to ln(1 + value) of its features. Negative values count as 0.
 * Bytes and durations span many powers of ten. On this scale a flow of 1 kB among flows of 100 B is as unusual as one
 * of 1 GB among flows of 100 MB, and a single huge flow does not dominate. The interface stays in raw features: axes
 * and typical values are in the log's units.
 */
export function onLogScale<Model>(
  detector: Detector<Model>,
  name: Partial<Pick<Detector, 'id' | 'label' | 'short'>> = {},
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

/** Fitting for streamed logs, applied to the logarithms. */
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

/** The first `count` rows of a block, with logarithms as values. */
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
