import type { Control } from '../../control.ts';
import { countOf, formatCount, formatShare } from '../../number-words.ts';
import { UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { NONE } from '../pair-table.ts';
import { calibrationOf, type Measured, type Part } from '../part.ts';
import { withPenalty } from '../surprise.ts';
import { countHalfHours, expectedShares, surpriseOfHalfHours } from './dns-half-hours.ts';

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
  for (const [id, surprise] of surprises.entries()) {
    const source = halfHours.source[id];
    if (surprise > most[source]) most[source] = surprise;
    if (surprise >= 1) unusual[source] += halfHours.failed[id];
  }
  const calibration = await calibrationOf(most, control);
  const left = (surprise: number, source: number) =>
    surprise === 0 ? 0 : withPenalty(calibration.left(surprise), unusual[source] ** FAILED_PENALTY);
  const scores = surprises.map((surprise, id) => left(surprise, halfHours.source[id]));
  return {
    calibration,
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
  };
}
