import { scoreBaseline } from '../../src/core/baseline/score-baseline.ts';
import { pcaFamily } from '../../src/core/detect/pca-family.ts';
import { baselineOfMoments } from '../../src/core/moments/baseline-of-moments.ts';
import { fitSteps, secondFitSteps } from '../../src/core/moments/fit-script.ts';
import { readMoments } from '../../src/core/moments/read-moments.ts';
import { makeSample } from '../../src/core/sample/sample.ts';
import { TOLERANCE } from '../../src/core/sql/self-test.ts';
import { compareHunting } from '../../src/testing/engines/compare-hunting.ts';
import { type Engine, lastOf } from '../../src/testing/engines/engine.ts';
import { largestDifference, type Place } from '../../src/testing/engines/run-script.ts';
import { quiet, readText } from '../../src/testing/read-text.ts';
import { detectorOf, type KnownLog, type Outcome } from './checks.ts';

/** The smallest logs, which have the components of least variance. */
const FITTED = 3;
/** Rows of the sample. */
const ROWS = 3000;

/** Fits models in the engine, and compares the hunting lists with the page's evidence. */
export function databaseChecks(
  engine: Engine,
  place: Place,
  known: readonly KnownLog[],
): readonly (() => Promise<Outcome>)[] {
  const small = known.toSorted((a, b) => a.scores.length - b.scores.length).slice(0, FITTED);
  return [...small.map((log) => () => checkFit(engine, place, log)), () => checkHunting(engine, place)];
}

async function checkFit(engine: Engine, { dialect, load }: Place, known: KnownLog): Promise<Outcome> {
  const { table } = await readText(known.log);
  const options = await load(engine, known.log);
  const member = pcaFamily.filter(({ detector }) => detector.id === detectorOf(known))[0];
  const momentsOf = async (steps: ReturnType<typeof fitSteps>) => {
    const [line] = await lastOf(
      engine,
      steps.flatMap(({ statements }) => statements),
    );
    return readMoments(String(line.moments), known.name);
  };
  const first = await momentsOf(fitSteps(member, dialect, options));
  const both = await momentsOf(secondFitSteps(first, dialect, options));
  const baseline = baselineOfMoments(both, { made: 0, file: known.name });
  const { scores } = await scoreBaseline(baseline, 'x', table, quiet);
  const difference = largestDifference(scores, known.scores);
  const wrong = difference < TOLERANCE ? [] : [`scores differ by ${difference}`];
  return { name: `a fit in the engine to ${known.name}`, difference, wrong };
}

async function checkHunting(engine: Engine, { dialect, load }: Place): Promise<Outcome> {
  const lines = new TextDecoder().decode(makeSample()).split('\n');
  const log = new TextEncoder().encode(`${lines.slice(0, ROWS).join('\n')}\n`);
  await load(engine, log);
  const { wrong } = await compareHunting(engine, dialect, log);
  return { name: 'the hunting lists of the sample', difference: 0, wrong: wrong.slice(0, 5) };
}
