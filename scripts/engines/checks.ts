import { readdirSync, readFileSync } from 'node:fs';
import { measureDrift } from '../../src/core/baseline/drift.ts';
import { scoreBaseline } from '../../src/core/baseline/score-baseline.ts';
import { pcaFamily } from '../../src/core/detect/pca-family.ts';
import { TOLERANCE } from '../../src/core/sql/self-test.ts';
import type { Engine } from '../../src/testing/engines/engine.ts';
import {
  fittedModel,
  largestDifference,
  numbers,
  type Place,
  runScript,
} from '../../src/testing/engines/run-script.ts';
import { sharedGoldens } from '../../src/testing/golden.ts';
import { quiet, readText } from '../../src/testing/read-text.ts';

const fixture = (name: string) => readFileSync(new URL(`../../src/testing/fixtures/${name}`, import.meta.url));

/** A check: what it compares, the largest difference, and what is wrong. */
export interface Outcome {
  readonly name: string;
  readonly difference: number;
  /** Empty if it passed. */
  readonly wrong: readonly string[];
}

/** A log with the scores that PyOD or scikit-learn gave it. */
export interface KnownLog {
  readonly name: string;
  readonly log: Uint8Array;
  readonly hasIpProto: boolean;
  readonly scores: ArrayLike<number>;
  readonly predicted: number;
}

/** The goldens, or where those are not at hand the fixtures of the repository. */
export function knownLogs(): readonly KnownLog[] {
  const goldens = sharedGoldens();
  return goldens.length > 0 ? goldens : fixtures();
}

function fixtures(): KnownLog[] {
  const names = readdirSync(new URL('../../src/testing/fixtures/', import.meta.url));
  return names
    .filter((name) => name.endsWith('.expected.json') && !name.startsWith('sample.'))
    .map((name) => {
      const { scores, predicted, features } = JSON.parse(fixture(name).toString());
      const log = fixture(`${name.split('.')[0]}.log`);
      const hasIpProto = features.includes('ip_proto');
      return { name: name.replace('.expected.json', ''), log, hasIpProto, scores, predicted };
    });
}

/** The detector that PyOD's PCA is compared with. */
export function detectorOf({ hasIpProto }: Pick<KnownLog, 'hasIpProto'>): string {
  return hasIpProto ? 'pyod-pca-volume-ip-proto' : 'pyod-pca';
}

/** Fits a model here, scores the log in the engine, and compares with PyOD's scores. */
export async function checkKnownLog(engine: Engine, place: Place, known: KnownLog): Promise<Outcome> {
  const { table } = await readText(known.log);
  const model = await fittedModel(detectorOf(known), table);
  const { of, scores } = await runScript(engine, place, model, known.log);
  const difference = largestDifference(scores, known.scores);
  const [count] = of('count');
  const wrong = [
    ...(difference < TOLERANCE ? [] : [`scores differ by ${difference}`]),
    ...selfTest(of('self-test')),
    ...(count?.anomalies === known.predicted ? [] : [`${count?.anomalies} anomalies instead of ${known.predicted}`]),
  ];
  return { name: `PyOD's scores of ${known.name}`, difference, wrong };
}

/** Scores another log by a baseline of each detector, and measures the drift. */
export function baselineChecks(engine: Engine, place: Place): readonly (() => Promise<Outcome>)[] {
  return pcaFamily.map(({ detector: { id, label } }) => async () => {
    const { table } = await readText(fixture('baseline/ordinary.log'));
    const log = fixture('baseline/other.log');
    const { table: other } = await readText(log);
    const model = await fittedModel(id, table);
    const { of, scores } = await runScript(engine, place, model, log);
    const difference = largestDifference(scores, (await scoreBaseline(model.baseline, 'x', other, quiet)).scores);
    const drift = await measureDrift(model.baseline, other, quiet);
    const features = drift.features.map(({ outside }) => outside);
    const outside = [...numbers(of('drift'), 'outside'), ...numbers(of('feature-drift'), 'outside')];
    const usual = largestDifference(
      numbers(of('feature-drift'), 'usual_here'),
      drift.features.map(({ usualHere }) => usualHere),
      1e-6,
    );
    const wrong = [
      ...(difference < TOLERANCE ? [] : [`scores differ by ${difference}`]),
      ...selfTest(of('self-test')),
      ...(outside.join() === [drift.outside, ...features].join() ? [] : [`shares outside the box: ${outside}`]),
      ...(usual < TOLERANCE ? [] : [`typical values differ by ${usual}`]),
    ];
    return { name: `a baseline by ${label}`, difference, wrong };
  });
}

function selfTest(lines: Awaited<ReturnType<Engine['run']>>[number]): string[] {
  return lines[0]?.self_test === 'passed' ? [] : [`the self-test answers ${JSON.stringify(lines)}`];
}
