import { countOf } from '../../number-words.ts';
import { bytesText, namesOf } from '../naming.ts';
import type { Part } from '../part.ts';
import { clipped } from '../surprise.ts';
import { measureVolume } from './volume-of-pairs.ts';

/** Scores host pairs by the bytes that the source sent. Linear in the pairs. */
export const upload: Part = {
  name: 'upload',
  label: 'Unusual upload',
  entity: 'pair',
  measures: 'A source sends a destination much more than others send, and more than it gets.',
  formula:
    'tail(ln(1 + U); pairs with U > 0, scale >= .7, from 30 kB) x clip(.6 + (U - W)/(U + W), 0, 1.3), capped, ' +
    '/ √sources of the destination, + .5 Rp if above 1.3',
  source: 'measured; the ratio is the producer-consumer ratio of Bullard (FloCon 2014)',
  measure: async (facts, control) => {
    const { pairs } = facts.entities;
    const { sent, received } = pairs;
    const ratio = (id: number) => (sent[id] - received[id]) / Math.max(sent[id] + received[id], 1);
    const weight = (id: number) => clipped(0.6 + ratio(id), 0, 1.3);
    const measured = await measureVolume(facts, control, {
      name: 'upload',
      amounts: sent,
      least: 30e3,
      weight,
      enough: 1.3,
      amount: 'U',
      lines: (id) => [
        { name: 'U', meaning: 'bytes sent', value: sent[id] },
        { name: 'W', meaning: 'bytes received', value: received[id] },
        {
          name: 'g',
          meaning: '0.6 + (U − W) / (U + W), from 0 to 1.3',
          value: ({ U, W }) => clipped(0.6 + (U - W) / Math.max(U + W, 1), 0, 1.3),
        },
      ],
    });
    return {
      ...measured,
      evidence: (id, row) => {
        const { source, destination } = namesOf(facts, facts.flows.channel[row]);
        const numbers = { sent: sent[id], received: received[id], flows: pairs.flows[id] };
        const sentence = `${source} sent ${bytesText(sent[id])} to ${destination} and received ${bytesText(received[id])} in ${countOf(numbers.flows, 'flow')}`;
        return { numbers, sentence };
      },
    };
  },
};
