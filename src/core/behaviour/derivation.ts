import { formatCount } from '../number-words.ts';
import type { EntityKind, Measured } from './part.ts';
import { type Step, showSteps, type Term } from './steps.ts';
import { type Calibration, CHANCE, capped, PENALTY, scoreOf } from './surprise.ts';
import { beyond, type Tail } from './tail.ts';
import { tailTerms } from './tail-terms.ts';

/** How −log10 p of an entity, or of one of its flows, is computed from numbers of this log. */
export interface Derivation {
  /** The lines up to −log10 p, which is the last and is named `s`. */
  readonly terms: readonly Term[];
  /** −log10 p of the flow, where the flows of an entity differ. */
  readonly surprise?: number;
  /** The lines up to the number of flows of the penalty, which is the last and is named `w`. */
  readonly penalised: readonly Term[];
  /** The fraction of the score that the flow gets, where the flows of a channel differ. */
  readonly fraction?: number;
  /** What the fraction of the score depends on that a channel gets (`Measured.share`). */
  readonly share?: string;
}

const plurals: Readonly<Record<EntityKind, string>> = {
  channel: 'channels',
  'source-port': 'pairs of source and port',
  pair: 'host pairs',
  source: 'sources',
  'source-proto': 'pairs of source and protocol',
  destination: 'destinations',
  service: 'pairs of destination and port',
};

/**
 * The computation of an indicator's score for a flow: its numbers, its −log10 p, the corrections and the score. `score`
 * is the indicator's score for the flow. By a reference, quantiles and counts are those of an ordinary day.
 */
export function stepsOfScore(
  { derive, surprise, calibration, share }: Measured,
  kind: EntityKind,
  isByReference: boolean,
  { entity, row, channel, score }: Readonly<Record<'entity' | 'row' | 'channel' | 'score', number>>,
): Step[] {
  const derivation = derive(entity, row);
  const found = derivation.surprise ?? surprise[entity];
  const ofChannel = share === undefined ? 1 : Number(share[channel].toPrecision(6));
  const fraction = derivation.fraction ?? ofChannel;
  const terms = [
    ...derivation.terms,
    ...derivation.penalised,
    ...corrections(calibration, found, plurals[kind], isByReference),
    ...ofFraction(fraction, derivation.share ?? ''),
  ];
  return showSteps(terms, score, twoDecimals);
}

/** The lines of the two corrections, from −log10 p `s` and the flows `w` to the corrected `x`. */
function corrections(calibration: Calibration, surprise: number, entities: string, isByReference: boolean): Term[] {
  const whose = isByReference ? ', of the baseline' : '';
  return [
    { name: 'k', meaning: `${entities} with s at least as high${whose}`, value: calibration.count(surprise) },
    { name: 'T', meaning: `${entities} with s above 0${whose}`, value: calibration.tests },
    {
      name: 'x',
      meaning: `s − log10 k − ${CHANCE} log10 T − ${PENALTY} log10 max(1, w)`,
      value: ({ s, k, T, w }) => s - Math.log10(k) - CHANCE * Math.log10(T) - PENALTY * Math.log10(Math.max(1, w)),
    },
  ];
}

/** The last lines: the score, or the fraction of it that the flow's channel gets. */
function ofFraction(fraction: number, share: string): Term[] {
  if (fraction === 1) return [{ name: 'score', meaning: 'log10(1 + 10^x)', value: ({ x }) => scoreOf(x) }];
  return [
    { name: 'f', meaning: `fraction: ${share}`, value: fraction },
    { name: 'score', meaning: 'f log10(1 + 10^x)', value: ({ f, x }) => f * scoreOf(x) },
  ];
}

function twoDecimals(value: number, more: number): string {
  return value.toFixed(2 + more);
}

/** What the score of a flow by Volume follows from. */
interface VolumeNumbers {
  /** ln(1 + PCA score) of the flow. */
  readonly log: number;
  readonly tail: Tail | null;
  readonly calibration: Calibration;
  /** Flows of the host pair with −log10 p of 1 or more. */
  readonly large: number;
  /** Whether tail and counts are those of an ordinary day. */
  readonly isByReference: boolean;
}

/** The computation of a flow's score by Volume. */
export function stepsOfVolume({ log, tail, calibration, large, isByReference }: VolumeNumbers, score: number): Step[] {
  const terms: Term[] = [
    { name: 'v', meaning: 'ln(1 + score of PCA on the log scale)', value: log },
    ...(tail === null ? [] : tailTerms(tail, 'v', 'v, all flows')),
    { name: 's', meaning: 'min(6, tail)', value: ({ tail: above }) => capped(above) },
    { name: 'w', meaning: 'flows of the host pair with s of 1 or more', value: large },
    ...corrections(calibration, capped(beyond(tail, log)), plurals.pair, isByReference),
    ...ofFraction(1, ''),
  ];
  return showSteps(terms, score, twoDecimals);
}

/** The score of a flow from the scores of its indicators, with four digits. */
export function stepsOfSum(highest: number, sum: number, weight: number, score: number): Step[] {
  const terms: Term[] = [
    { name: 'highest', meaning: 'score of the top indicator', value: highest },
    { name: 'sum', meaning: 'sum of the scores of all indicators', value: sum },
    {
      name: 'score',
      meaning: `highest + sum / ${formatCount(1 / weight)}`,
      value: (of) => of.highest + of.sum * weight,
    },
  ];
  return showSteps(terms, score, (value, more) => String(Number(value.toPrecision(4 + more))));
}
