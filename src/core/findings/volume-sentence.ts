import type { Facts } from '../behaviour/facts.ts';
import { bytesText, namesOf, secondsText } from '../behaviour/naming.ts';
import { countOf } from '../number-words.ts';

/** Evidence sentence for a flow of Volume: its bytes, and the number of flows that are as far from the rest. */
export function volumeSentence(facts: Facts, row: number, beyond: number): string {
  const { reader, flows } = facts;
  const { source, destination, port, service } = namesOf(facts, flows.channel[row]);
  const one = (field: 'orig_bytes' | 'resp_bytes' | 'duration') => reader.numbers(field, row, row + 1)[0];
  const moved = `sent ${bytesText(one('orig_bytes'))} and received ${bytesText(one('resp_bytes'))} in ${secondsText(one('duration'))}`;
  const what = service === '' ? port : `${service} on ${port}`;
  const others = beyond === 1 ? 'no other' : countOf(beyond - 1, 'other');
  const are = beyond > 2 ? 'are' : 'is';
  const rest = `${others} of ${countOf(flows.count, 'flow')} of the log`;
  return `One flow of ${source} to ${destination}, ${what}, ${moved}; ${rest} ${are} as far from the rest in size and length`;
}
