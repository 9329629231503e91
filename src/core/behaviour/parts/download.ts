import { countOf } from '../../number-words.ts';
import { bytesText, namesOf } from '../naming.ts';
import type { Part } from '../part.ts';
import { measureVolume } from './volume-of-pairs.ts';

/** Scores host pairs by the bytes that the destination sent. Linear in the pairs. */
export const download: Part = {
  name: 'download',
  label: 'Bulk download',
  entity: 'pair',
  measures: 'A source fetches much more from a destination than others fetch, from one that few use.',
  formula:
    'tail(ln(1 + W); pairs with W > 0, scale >= .7, from 300 kB), / √sources of the destination, + .5 Rp if the tail is above 1.3',
  source: 'measured',
  measure: async (facts, control) => {
    const { pairs } = facts.entities;
    const { sent, received } = pairs;
    const measured = await measureVolume(facts, control, {
      name: 'download',
      amounts: received,
      least: 300e3,
      weight: () => 1,
      enough: 1.3,
      amount: 'W',
      lines: (id) => [{ name: 'W', meaning: 'bytes received', value: received[id] }],
    });
    return {
      ...measured,
      evidence: (id, row) => {
        const { source, destination } = namesOf(facts, facts.flows.channel[row]);
        const numbers = { received: received[id], sent: sent[id], flows: pairs.flows[id] };
        return {
          numbers,
          sentence: `${source} received ${bytesText(received[id])} from ${destination} in ${countOf(numbers.flows, 'flow')}`,
        };
      },
    };
  },
};
