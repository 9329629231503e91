import { scoreBaseline } from '../../src/core/baseline/score-baseline.ts';
import { pcaFamily } from '../../src/core/detect/pca-family.ts';
import type { PcaModel } from '../../src/core/detect/pyod-pca-fit.ts';
import { baselineOfMoments } from '../../src/core/moments/baseline-of-moments.ts';
import { fitSteps, secondFitSteps } from '../../src/core/moments/fit-script.ts';
import { draftOfMoments } from '../../src/core/moments/model-of-moments.ts';
import { readMoments } from '../../src/core/moments/read-moments.ts';
import type { FlowSource } from '../../src/core/sql/flow-source.ts';
import { type Engine, lastOf } from '../../src/testing/engines/engine.ts';
import { fittedModel, largestDifference, type Place, runScript } from '../../src/testing/engines/run-script.ts';
import { quiet, readText } from '../../src/testing/read-text.ts';
import { detectorOf, type KnownLog } from './checks.ts';

/** The largest differences of an engine from scores by PyOD, relative to the score. */
export interface Accuracy {
  readonly flows: number;
  /** Of the scoring script. */
  readonly scored: number;
  /** Of models that were fitted in the engine. Signs of the first script's are those of both. */
  readonly first: number;
  readonly both: number;
}

/** Scores every known log in the engine, and fits a model to it there. */
export async function accuracyIn(engine: Engine, place: Place, known: readonly KnownLog[]): Promise<Accuracy> {
  const total = { flows: 0, scored: 0, first: 0, both: 0 };
  for (const log of known) {
    const { table } = await readText(log.log);
    const model = await fittedModel(detectorOf(log), table);
    const { scores } = await runScript(engine, place, model, log.log);
    const { source } = await place.load(engine, log.log);
    const { first, both } = await fitIn(engine, place, log, source ?? null);
    total.flows += table.rows;
    total.scored = Math.max(total.scored, largestDifference(scores, log.scores));
    total.first = Math.max(total.first, first);
    total.both = Math.max(total.both, both);
  }
  return total;
}

/**
 * Fits a model to the table or file in the engine, with the first script alone and with both, and scores the known log
 * here. The table may have every flow of the log several times: the model is the same.
 */
export async function fitIn(
  engine: Engine,
  { dialect }: Pick<Place, 'dialect'>,
  known: KnownLog,
  source: FlowSource | null,
): Promise<Pick<Accuracy, 'first' | 'both'>> {
  const options = source === null ? {} : { source };
  const member = pcaFamily.filter(({ detector }) => detector.id === detectorOf(known))[0];
  const momentsOf = async (steps: ReturnType<typeof fitSteps>) => {
    const statements = steps.flatMap((step) => step.statements);
    return readMoments(String((await lastOf(engine, statements))[0].moments), known.name);
  };
  const first = await momentsOf(fitSteps(member, dialect, options));
  const both = baselineOfMoments(await momentsOf(secondFitSteps(first, dialect, options)), {
    made: 0,
    file: known.name,
  });
  const half = { ...both, model: { ...both.model, ...withSignsOf(both.model, draftOfMoments(first)) } };
  const { table } = await readText(known.log);
  const differenceOf = async (baseline: typeof both) =>
    largestDifference((await scoreBaseline(baseline, 'x', table, quiet)).scores, known.scores);
  return { first: await differenceOf(half), both: await differenceOf(both) };
}

/** The model with its components turned to the side of another's. */
function withSignsOf(other: PcaModel, model: PcaModel): PcaModel {
  const k = model.kept.length;
  const signs = model.ratio.map((_, c) => {
    let cosine = 0;
    for (let j = 0; j < k; j++) cosine += model.axes[c * k + j] * other.axes[c * k + j];
    return cosine < 0 ? -1 : 1;
  });
  return { ...model, axes: model.axes.map((value, at) => value * signs[Math.floor(at / k)]) };
}
