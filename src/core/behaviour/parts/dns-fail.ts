import type { Control } from '../../control.ts';
import { countOf, formatCount, formatShare } from '../../number-words.ts';
import { UNSCORED } from '../channels.ts';
import { leadsNowhere } from '../dns-questions.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { NONE } from '../pair-table.ts';
import { calibrationOf, type Measured, type Part } from '../part.ts';
import type { Term } from '../steps.ts';
import { capped, clipped, excess } from '../surprise.ts';
import {
  CORRELATION,
  countHalfHours,
  expectedShares,
  type HalfHours,
  LEAST_SHARE,
  MOST_SHARE,
  surpriseOfHalfHours,
} from './dns-half-hours.ts';
import { QUESTIONS_PENALTY, scoreSpans, spansOf } from './dns-scores.ts';

/** Scores sources by the share of DNS questions whose answer leads nowhere. At most one pass over the flows. */
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

/** Share of the score that the other questions of a half hour get. */
const OTHER_QUESTIONS = 0.3;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, entities, flows, dns, reader } = facts;
  const halfHours = await countHalfHours(facts, control);
  const sources = entities.destinationsOf.length;
  const expected = expectedShares(halfHours, sources);
  const surprises = await surpriseOfHalfHours(halfHours, expected, control);
  const spans = await spansOf(halfHours.source, halfHours.failed, surprises, sources, control);
  const { most, unusual } = spans;
  const calibration = facts.norms.calibration('dnsfail', await calibrationOf(most, control));
  const { ofSpans: scores, ofSources } = await scoreSpans(spans, calibration, control);
  const idOf = (row: number) => halfHours.ofMinute[dns.ofRow(row)];
  const hasFailed = (row: number) => {
    const down = reader.bytesOf('resp_bytes', row);
    return down > 0 && leadsNowhere(down - reader.bytesOf('orig_bytes', row));
  };
  return {
    calibration,
    compared: null,
    surprise: most,
    score: ofSources,
    unusual,
    entityOf: (channel) =>
      dns.isDns[channel] === 1 && (channels.flags[channel] & UNSCORED) === 0
        ? channels.pairs.source[channels.pair[channel]]
        : NONE,
    ofFlow: (row) => {
      const id = idOf(row);
      if (id === NONE || scores[id] === 0) return 0;
      return hasFailed(row) ? scores[id] : OTHER_QUESTIONS * scores[id];
    },
    evidence: (entity, row) => {
      const id = idOf(row);
      const { source } = namesOf(facts, flows.channel[row]);
      const numbers = {
        answered: halfHours.answered[id] ?? 0,
        failed: halfHours.failed[id] ?? 0,
        sizes: halfHours.sizes[id] ?? 0,
        expected: expected[entity],
      };
      const sentence = `${source} got ${countOf(numbers.failed, 'DNS answer')} that lead nowhere, of ${formatCount(numbers.answered)} in half an hour (${formatShare(numbers.expected)} would be usual); the questions have ${countOf(numbers.sizes, 'size')}`;
      return { numbers, sentence };
    },
    derive: (source, row) => {
      const id = idOf(row);
      return {
        terms: termsOf(halfHours, id, source),
        surprise: surprises[id],
        penalised: [
          { name: 'B', meaning: 'failed questions in half hours with s of 1 or more', value: unusual[source] },
          { name: 'w', meaning: `B^${QUESTIONS_PENALTY}`, value: ({ B }) => B ** QUESTIONS_PENALTY },
        ],
        fraction: hasFailed(row) ? 1 : OTHER_QUESTIONS,
        share: `${OTHER_QUESTIONS} for questions that did not fail`,
      };
    },
  };
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
