import { detectors } from '../core/detect/index.ts';
import { keyOf, resolveParams } from '../core/detect/params.ts';
import { LogError } from '../core/errors.ts';
import type { Engine } from './api.ts';
import type { Baselines } from './baselines.ts';
import { thresholdOf } from './detection.ts';
import { control, explainingMemory } from './jobs.ts';
import type { Runs } from './runs.ts';

/** Runs detectors, and compares their results. */
export function detectionAnswers(
  { current, detected }: Runs,
  baselines: Baselines,
): Pick<Engine, 'detect' | 'results' | 'topScores'> {
  return {
    detect: (id, onProgress, signal, given = {}) =>
      explainingMemory(async () => {
        const { run, detect, detected: results, byBaseline } = current();
        if (baselines.has(id)) return baselines.detect(id, byBaseline, results, control(onProgress, signal));
        const entry = detectors.find((candidate) => candidate.id === id && run.detectors.some((one) => one.id === id));
        if (entry === undefined) throw new LogError('bad-request', { what: `detector ${id}` });
        const params = resolveParams(entry.params, given);
        const key = keyOf(id, entry.params, params);
        const known = results.get(key);
        if (known !== undefined) return known.detection;
        const result = await detect(entry, control(onProgress, signal), params);
        results.set(key, result);
        return result.detection;
      }),

    results: async (contamination) =>
      [...current().detected.values()].map((found) => {
        const { detector, id, label, params } = found.detection;
        const threshold = thresholdOf(found, contamination);
        return { detector, id, label, params, threshold, anomalies: found.all.countAbove(threshold) };
      }),

    topScores: async (id, shares) => shares.map((share) => thresholdOf(detected(id), share)),
  };
}
