import type { InflateAhead } from '../core/source/inflate-ahead.ts';
import type { Engine } from './api.ts';
import { baselineAnswers } from './baseline-answers.ts';
import { Baselines } from './baselines.ts';
import { chartAnswers } from './chart-answers.ts';
import { detectionAnswers } from './detection-answers.ts';
import { evaluationAnswers } from './evaluation-answers.ts';
import { flowAnswers } from './flow-answers.ts';
import { followAnswers } from './follow-answers.ts';
import { findingAnswers, groupAnswers } from './group-answers.ts';
import { modelAnswers } from './model-answers.ts';
import { createRuns } from './runs.ts';

/**
 * The engine: opens logs, runs detectors, and answers questions about the result, each with a few calls into core.
 * Independent of workers. A job that yields works on local data and publishes its result at the end, so questions in
 * between see a consistent state. `inflate` inflates gzip files ahead; null inflates in place.
 */
export function createSession(inflate: InflateAhead | null = null): Engine {
  const runs = createRuns(inflate);
  const baselines = new Baselines(inflate);
  const { open, reopen, keep } = runs;
  return {
    ping: async () => {},
    // Reads logs into one run. A failed or cancelled run leaves the previous one.
    ...{ open, reopen, keep },
    // detect, results, topScores
    ...detectionAnswers(runs, baselines),
    // describe, facets, rows, place, firstFrom, flow, exportFlows
    ...flowAnswers(runs),
    // scoreHistogram, timeline, density, brush, brushed
    ...chartAnswers(runs),
    // findings, findingCounts, findingHosts
    ...findingAnswers(runs),
    // hosts, host, channels, channel, groupCounts
    ...groupAnswers(runs),
    // trust, noise, labels, area, evaluate
    ...evaluationAnswers(runs),
    // fitBaseline, openBaseline, saveBaseline, baselines, discardBaseline, drift
    ...baselineAnswers(runs, baselines),
    // modelForms, writeModel
    ...modelAnswers(runs, baselines),
    // follow, pollFollowed, refitFollowed, stopFollowing
    ...followAnswers(baselines),
  };
}
