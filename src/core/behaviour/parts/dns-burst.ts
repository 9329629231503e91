import { type Control, checkpoint } from '../../control.ts';
import { countOf, formatCount } from '../../number-words.ts';
import { UNSCORED } from '../channels.ts';
import type { DnsMinutes } from '../dns-minutes.ts';
import { kindOfAnswer, LONG_ANSWER, weights } from '../dns-questions.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { calibrationOf, type Measured, type Part } from '../part.ts';
import type { Term } from '../steps.ts';
import { capped } from '../surprise.ts';
import { beyond, type Tail } from '../tail.ts';
import { tailTerms } from '../tail-terms.ts';
import { fitMinutes, LEAST_QUESTIONS } from './dns-excess.ts';
import { QUESTIONS_PENALTY, scoreSpans, spansOf } from './dns-scores.ts';

/** Scores sources by their number of DNS queries per minute. Linear in the minutes with queries. */
export const dnsBurst: Part = {
  name: 'dnsburst',
  label: 'DNS burst',
  entity: 'source',
  measures:
    'A source asks many DNS questions in a minute in which it does little else, and gets few answers that lead anywhere.',
  formula:
    '1.3 tail(e; minutes with questions and usual ones, scale >= .4, from e = ln 10), e = ln(1 + max(0, Q - 2 other flows)), less ' +
    'what the source’s own 75 % quantile has above ln 4, if it has 8 minutes; Q = sum of the questions’ weights: .1 if the answer is more than ' +
    '130 bytes longer, .3 if it is up to 40 bytes or a multiple of 16 or 28 bytes longer (addresses), else 1',
  source: 'measured; names that are made up by the minute, and data in names, ask without connecting',
  measure,
};

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, flows, entities, dns: minutes } = facts;
  const { tail: ownTail, excess, habits } = await fitMinutes(minutes, control);
  const tail = facts.norms.tail('dnsburst', ownTail);
  await checkpoint(control.signal);
  const least = Math.fround(Math.log(1 + LEAST_QUESTIONS));
  const surprises = new Float32Array(excess.length);
  await inStretches(control, excess.length, (from, to) => measureSome(excess, least, tail, from, to, surprises));
  const sources = entities.destinationsOf.length;
  const spans = await spansOf(minutes.source, minutes.questions, surprises, sources, control);
  const { most, unusual: burst } = spans;
  const calibration = facts.norms.calibration('dnsburst', await calibrationOf(most, control));
  const { ofSpans: scores, ofSources } = await scoreSpans(spans, calibration, control);
  const { isDns } = minutes;
  const sourceOf = (channel: number) => channels.pairs.source[channels.pair[channel]];
  return {
    calibration,
    compared: null,
    surprise: most,
    score: ofSources,
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
    derive: (source, row) => {
      const id = minutes.ofRow(row);
      return {
        terms: termsOf(facts, minutes, id, habits[source], tail),
        surprise: surprises[id],
        penalised: [
          { name: 'B', meaning: 'questions of the source in minutes with s of 1 or more', value: burst[source] },
          { name: 'w', meaning: `B^${QUESTIONS_PENALTY}`, value: ({ B }) => B ** QUESTIONS_PENALTY },
        ],
      };
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

/** The lines of a minute's −log10 p. Counts the kinds of its answers in one pass over the flows. */
function termsOf(facts: Facts, minutes: DnsMinutes, id: number, habit: number, tail: Tail | null): Term[] {
  const [long, addresses, none] = countAnswers(facts, minutes, id);
  const [ofLong, ofAddress, ofNone] = weights;
  return [
    { name: 'q1', meaning: `questions with an answer more than ${LONG_ANSWER} bytes longer`, value: long },
    { name: 'q2', meaning: 'questions whose answer grows as by addresses', value: addresses },
    { name: 'q3', meaning: 'other questions of the source in the minute', value: none },
    {
      name: 'Q',
      meaning: `${ofLong / 10} q1 + ${ofAddress / 10} q2 + q3`,
      value: ({ q1, q2, q3 }) => (ofLong * q1 + ofAddress * q2 + ofNone * q3) / 10,
    },
    { name: 'o', meaning: 'other flows of the source in the minute', value: minutes.others[id] },
    { name: 'h', meaning: 'usual of the source: its 75 % quantile of ln(1 + max(0, Q − 2 o)) less ln 4', value: habit },
    {
      name: 'v',
      meaning: 'max(0, ln(1 + max(0, Q − 2 o)) − h)',
      value: ({ Q, o, h }) => Math.max(0, Math.log(1 + Math.max(0, Q - 2 * o)) - h),
    },
    ...(tail === null ? [] : tailTerms(tail, 'v', 'v, all minutes with questions and 150 usual ones')),
    { name: 's', meaning: 'min(6, 1.3 tail)', value: ({ tail: above }) => capped(1.3 * above) },
  ];
}

/** Questions of a source in a minute, by the kind of their answers. */
function countAnswers({ reader, channels, flows }: Facts, minutes: DnsMinutes, id: number): number[] {
  const counts = weights.map(() => 0);
  const isAsked = (channel: number) =>
    minutes.isDns[channel] === 1 && channels.pairs.source[channels.pair[channel]] === minutes.source[id];
  for (let row = 0; row < flows.count; row++) {
    if (!isAsked(flows.channel[row]) || minutes.ofRow(row) !== id) continue;
    const bytes = (field: 'orig_bytes' | 'resp_bytes') => reader.numbers(field, row, row + 1)[0];
    counts[kindOfAnswer(bytes('resp_bytes') - bytes('orig_bytes'))]++;
  }
  return counts;
}
