import { type Control, checkpoint } from '../../control.ts';
import { countOf, formatCount } from '../../number-words.ts';
import { UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { calibrationOf, type Measured, type Part } from '../part.ts';
import { capped, withPenalty } from '../surprise.ts';
import { beyond, type Tail } from '../tail.ts';
import { countMinutes, fitMinutes, LEAST_QUESTIONS } from './dns-minutes.ts';

/** Scores sources by their number of DNS queries per minute. Three passes over the flows. */
export const dnsBurst: Part = {
  name: 'dnsburst',
  label: 'DNS burst',
  entity: 'source',
  measures:
    'A source asks many DNS questions in a minute in which it does little else, and gets few answers that lead anywhere.',
  formula:
    '1.3 tail(e; minutes with questions and usual ones, scale >= .4, from 8 questions), e = ln(1 + max(0, Q - 2 other flows)), less ' +
    'what the source’s own 75 % quantile has above ln 4, if it has 8 minutes; Q = sum of the questions’ weights: .1 if the answer is more than ' +
    '130 bytes longer, .3 if it is up to 40 bytes or a multiple of 16 or 28 bytes longer (addresses), else 1',
  source: 'measured; names that are made up by the minute, and data in names, ask without connecting',
  measure,
};

/** The flow-count penalty of a burst: its questions to this power. */
const BURST_PENALTY = 0.6;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, flows, entities } = facts;
  const minutes = await countMinutes(facts, control);
  const { tail, excess } = await fitMinutes(minutes, control);
  await checkpoint(control.signal);
  const least = Math.fround(Math.log(1 + LEAST_QUESTIONS));
  const surprises = new Float32Array(excess.length);
  await inStretches(control, excess.length, (from, to) => measureSome(excess, least, tail, from, to, surprises));
  const most = new Float32Array(entities.destinationsOf.length);
  const burst = new Uint32Array(most.length);
  for (let id = 0; id < surprises.length; id++) {
    const source = minutes.source[id];
    if (surprises[id] > most[source]) most[source] = surprises[id];
    if (surprises[id] >= 1) burst[source] += minutes.questions[id];
  }
  const calibration = await calibrationOf(most, control);
  const left = (surprise: number, source: number) =>
    surprise === 0 ? 0 : withPenalty(calibration.left(surprise), burst[source] ** BURST_PENALTY);
  const scores = new Float32Array(surprises.length);
  for (let id = 0; id < scores.length; id++) scores[id] = left(surprises[id], minutes.source[id]);
  const score = most.map(left);
  const { isDns } = minutes;
  const sourceOf = (channel: number) => channels.pairs.source[channels.pair[channel]];
  return {
    calibration,
    surprise: most,
    score,
    unusual: burst,
    entityOf: (channel) =>
      isDns[channel] === 1 && (channels.flags[channel] & UNSCORED) === 0 ? sourceOf(channel) : NONE,
    ofFlow: (row) => scores[minutes.ofRow(row)],
    evidence: (_, row) => {
      const { source } = namesOf(facts, flows.channel[row]);
      const id = minutes.ofRow(row);
      const numbers = {
        questions: minutes.questions[id],
        weighed: minutes.tenths[id] / 10,
        others: minutes.others[id],
      };
      const counted = Math.round(numbers.weighed);
      const byAnswers =
        counted === numbers.questions ? '' : `; weighed by their answers they count as ${formatCount(counted)}`;
      const sentence = `${source} asked ${countOf(numbers.questions, 'DNS question')} in a minute with ${countOf(numbers.others, 'other flow')}${byAnswers}`;
      return { numbers, sentence };
    },
  };
}

function measureSome(
  excess: Float32Array,
  least: number,
  tail: Tail | null,
  from: number,
  to: number,
  surprises: Float32Array,
): void {
  for (let id = from; id < to; id++) surprises[id] = excess[id] < least ? 0 : capped(1.3 * beyond(tail, excess[id]));
}
