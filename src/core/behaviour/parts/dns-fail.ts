import type { Control } from '../../control.ts';
import { countOf, formatCount, formatShare } from '../../number-words.ts';
import { UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { calibrationOf, type Measured, type Part } from '../part.ts';
import type { Term } from '../steps.ts';
import { capped, clipped, excess, withPenalty } from '../surprise.ts';
import {
  CORRELATION,
  countHalfHours,
  expectedShares,
  type HalfHours,
  LEAST_SHARE,
  MOST_SHARE,
  surpriseOfHalfHours,
} from './dns-half-hours.ts';

/** Scores sources by the share of DNS questions whose answer leads nowhere. One pass over the flows. */
export const dnsFail: Part = {
  name: 'dnsfail',
  label: 'Failed DNS names',
  entity: 'source',
  measures:
    'In half an hour nearly all DNS answers that a source gets lead nowhere: names that do not exist, of different lengths, as ' +
    'programs make them up.',
  formula:
    '(1 - 1/s) x Chernoff bound for F of Q answered questions failing where a share q of other sources’ fails, clipped to .5 - .95, of ' +
    'Q/(1 + .03 (Q - 1)) independent tests; a question fails if its answer is at most 130 bytes longer, but not up to 40 bytes or a multiple ' +
    'of 16 or 28 bytes longer (addresses); s = different sizes of failed questions; penalty of F^.6 over the half hours from 1 on; ' +
    'x .3 for its other questions',
  source:
    'Chernoff bound as in scan_h; failing names: Antonakakis et al. 2012 (Pleiades); sizes of answers: RFC 1035, 2308',
  measure,
};

/** The flow-count penalty: the failed questions to this power. */
const FAILED_PENALTY = 0.6;
/** Share of the score that the other questions of a half hour get. */
const OTHER_QUESTIONS = 0.3;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, entities, flows } = facts;
  const halfHours = await countHalfHours(facts, control);
  const sources = entities.destinationsOf.length;
  const expected = expectedShares(halfHours, sources);
  const surprises = surpriseOfHalfHours(halfHours, expected);
  const most = new Float32Array(sources);
  const unusual = new Uint32Array(sources);
  takeMost(halfHours, surprises, most, unusual);
  const calibration = facts.norms.calibration('dnsfail', await calibrationOf(most, control));
  const left = (surprise: number, source: number) =>
    surprise === 0 ? 0 : withPenalty(calibration.left(surprise), unusual[source] ** FAILED_PENALTY);
  const scores = new Float32Array(surprises.length);
  await inStretches(control, scores.length, (from, to) => {
    for (let id = from; id < to; id++) if (surprises[id] > 0) scores[id] = left(surprises[id], halfHours.source[id]);
  });
  return {
    calibration,
    compared: null,
    surprise: most,
    score: most.map(left),
    unusual,
    entityOf: (channel) =>
      halfHours.isDns[channel] === 1 && (channels.flags[channel] & UNSCORED) === 0
        ? channels.pairs.source[channels.pair[channel]]
        : NONE,
    ofFlow: (row) => {
      const id = halfHours.ofRow(row);
      if (id === NONE || scores[id] === 0) return 0;
      return halfHours.hasFailed(row) ? scores[id] : OTHER_QUESTIONS * scores[id];
    },
    evidence: (entity, row) => {
      const id = halfHours.ofRow(row);
      const { source } = namesOf(facts, flows.channel[row]);
      const numbers = {
        answered: halfHours.answered[id] ?? 0,
        failed: halfHours.failed[id] ?? 0,
        sizes: halfHours.sizes[id] ?? 0,
        expected: expected[entity],
      };
      const sentence = `${source} got ${countOf(numbers.answered, 'DNS answer')} in half an hour, of which ${formatCount(numbers.failed)} lead nowhere (${formatShare(numbers.expected)} would be usual); the questions have ${countOf(numbers.sizes, 'size')}`;
      return { numbers, sentence };
    },
    derive: (source, row) => {
      const id = halfHours.ofRow(row);
      return {
        terms: termsOf(halfHours, id, source),
        surprise: surprises[id],
        penalised: [
          { name: 'B', meaning: 'failed questions in half hours with s of 1 or more', value: unusual[source] },
          { name: 'w', meaning: `B^${FAILED_PENALTY}`, value: ({ B }) => B ** FAILED_PENALTY },
        ],
        fraction: halfHours.hasFailed(row) ? 1 : OTHER_QUESTIONS,
        share: `${OTHER_QUESTIONS} for questions that did not fail`,
      };
    },
  };
}

/** By source: the most unusual of its half hours, and the failed questions of those from 1 on. */
function takeMost(
  { source: sourceOf, failed }: HalfHours,
  surprises: Float32Array,
  most: Float32Array,
  unusual: Uint32Array,
): void {
  for (let id = 0; id < surprises.length; id++) {
    const source = sourceOf[id];
    if (surprises[id] > most[source]) most[source] = surprises[id];
    if (surprises[id] >= 1) unusual[source] += failed[id];
  }
}

/** The lines of a half hour's −log10 p. */
function termsOf({ source, answered, failed, sizes }: HalfHours, id: number, own: number): Term[] {
  let [others, othersFailed] = [0, 0];
  for (const [at, one] of source.entries()) {
    if (one === own) continue;
    others += answered[at];
    othersFailed += failed[at];
  }
  return [
    { name: 'Q', meaning: 'answered DNS questions of the source in the half hour', value: answered[id] },
    { name: 'F', meaning: 'of these, the answer leads nowhere', value: failed[id] },
    { name: 'S', meaning: 'different sizes of these failed questions', value: sizes[id] },
    { name: 'f0', meaning: 'failed questions of other sources', value: othersFailed },
    { name: 'n0', meaning: 'answered questions of other sources', value: others },
    {
      name: 'q',
      meaning: `f0 / max(1, n0), from ${LEAST_SHARE} to ${MOST_SHARE}`,
      value: ({ f0, n0 }) => clipped(f0 / Math.max(1, n0), LEAST_SHARE, MOST_SHARE),
    },
    { name: 'D', meaning: `Q / (1 + ${CORRELATION} (Q − 1))`, value: ({ Q }) => Q / (1 + CORRELATION * (Q - 1)) },
    { name: 'h', meaning: 'F / Q', value: ({ F, Q }) => F / Q },
    {
      name: 's',
      meaning: 'min(6, (1 − 1 / S) D (h ln(h / q) + (1 − h) ln((1 − h) / (1 − q))) / ln 10)',
      value: ({ S, D, h, q }) => capped((1 - 1 / S) * excess(D * h, D, q)),
    },
  ];
}
