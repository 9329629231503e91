import type { Control } from '../../control.ts';
import { countOf, formatCount } from '../../number-words.ts';
import { UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { entitiesIn, type Measured, type Part, settle } from '../part.ts';
import { capped } from '../surprise.ts';
import { UDP } from '../words.ts';

/** Scores UDP services by how much larger their answers to other networks are than the questions. Linear in the channels. */
export const amplify: Part = {
  name: 'amplify',
  label: 'Amplification',
  entity: 'service',
  measures: 'A UDP service answers small questions of other networks with much larger answers.',
  formula:
    '3 log10(W/(6 U)) + log10(n/5), n >= 5 flows, over channels from other networks with at most 300 B a question and answers of 6 times ' +
    'as much; half the flow-count penalty',
  source: 'Rossow 2014 (Amplification Hell)',
  measure,
};

const LEAST_FLOWS = 5;
/** Largest mean question in bytes, and how many times as large its answer is at least. */
export const MOST_QUESTION = 300;
export const FACTOR = 6;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const {
    channels,
    entities: { services },
  } = facts;
  const { sent, received } = channels;
  const entity = new Uint32Array(channels.count).fill(NONE);
  const count = new Uint32Array(services.count);
  const sources = new Uint32Array(services.count);
  const asked = new Float64Array(services.count);
  const got = new Float64Array(services.count);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      if (!isAmplified(channels, channel)) continue;
      const id = services.ofChannel[channel];
      entity[channel] = id;
      count[id] += channels.flows[channel];
      sources[id]++;
      asked[id] += sent[channel];
      got[id] += received[channel];
    }
  });
  const surprise = new Float32Array(services.count);
  for (let id = 0; id < surprise.length; id++) {
    if (count[id] < LEAST_FLOWS) continue;
    surprise[id] = capped(3 * Math.log10(got[id] / (FACTOR * asked[id])) + Math.log10(count[id] / 5));
  }
  return {
    ...(await settle(surprise, (id) => Math.sqrt(count[id]), control)),
    entityOf: entitiesIn(entity),
    evidence: (id, row) => {
      const { destination, port: on } = namesOf(facts, facts.flows.channel[row]);
      const numbers = { flows: count[id], sources: sources[id], times: got[id] / asked[id] };
      const from = countOf(numbers.sources, 'source');
      const sentence = `${destination} answered ${countOf(numbers.flows, 'question')} of ${from} of other networks on ${on} with ${formatCount(Math.round(numbers.times))} times as many bytes`;
      return { numbers, sentence };
    },
  };
}

function isAmplified(
  { ports, pairs, port, pair, flags, flows, sent, received }: Facts['channels'],
  channel: number,
): boolean {
  if (ports.transport[port[channel]] !== UDP || pairs.isInside[pair[channel]] === 1) return false;
  if ((flags[channel] & UNSCORED) !== 0 || !(sent[channel] > 0)) return false;
  return sent[channel] <= MOST_QUESTION * flows[channel] && received[channel] >= FACTOR * sent[channel];
}
