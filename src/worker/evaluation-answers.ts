import { neverAborted } from '../core/control.ts';
import { LogError } from '../core/errors.ts';
import { areaByLabels, evaluate } from '../core/evaluate/evaluate.ts';
import { readLabels, truthOf } from '../core/evaluate/labels.ts';
import { noisePresets } from '../core/schema/noise.ts';
import { countNoise, noiseOf } from '../core/selection/noise.ts';
import type { Engine, EvaluationQuery } from './api.ts';
import type { Runs } from './runs.ts';

/** Compares scores with labels, and counts doubtful numbers and noise. */
export function evaluationAnswers(runs: Runs): Pick<Engine, 'trust' | 'noise' | 'labels' | 'area' | 'evaluate'> {
  const { current, detected } = runs;
  return {
    trust: async () => current().trust(neverAborted),

    noise: async (id, signal) => {
      const counts = countNoise(await noiseOf(detected(id).listed.logs.table, signal));
      return noisePresets.map((preset, place) => ({ preset: preset.id, flows: counts[place] }));
    },

    labels: async () => {
      const { run, detected: results } = current();
      const [first] = results.values();
      return run.larger !== null || first === undefined ? [] : readLabels(first.listed.logs.table);
    },

    area: async (id, query, signal) => {
      const { scores, all, truth } = labelledScores(runs, id, query);
      return areaByLabels(scores, all, truth, signal);
    },

    evaluate: async (id, threshold, query, signal) => {
      const { scores, all, truth } = labelledScores(runs, id, query);
      return evaluate(scores, all, truth, threshold, signal);
    },
  };
}

/** The scores of a detector with the truth by labels. Throws `LogError` if the log does not have these labels. */
function labelledScores({ current, detected }: Runs, id: string, { field, positive, leftOut }: EvaluationQuery) {
  const { listed, all } = detected(id);
  const truth = truthOf(listed.logs.table, field, positive, leftOut);
  if (truth === null || current().run.larger !== null) throw new LogError('bad-request', { what: `labels ${field}` });
  return { scores: listed.scored.scores, all, truth };
}
