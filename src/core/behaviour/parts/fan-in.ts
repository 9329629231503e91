import type { Control } from '../../control.ts';
import { countOf } from '../../number-words.ts';
import { INFRASTRUCTURE } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { type Measured, type Part, settle } from '../part.ts';
import { capped } from '../surprise.ts';
import { beyond, fitTail, quantilesOf } from '../tail.ts';

/** Scores destinations by the number of sources that fail. Linear in the channels. */
export const fanIn: Part = {
  name: 'fan_in',
  label: 'Distributed scan or flood',
  entity: 'destination',
  measures: 'Many sources fail to reach one host: scanned from everywhere, flooded, or gone.',
  formula:
    '.5 tail(ln F; ln sources of every destination, scale >= .5), F >= 5 sources with a failed flow; failed flows only',
  source: 'measured: per-source shares do not see a scan that is spread over many sources',
  measure,
};

const LEAST_SOURCES = 5;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, entities } = facts;
  const { pairs: hosts } = channels;
  const isFailed = new Uint8Array(hosts.count);
  const flows = new Uint32Array(entities.sourcesOf.length);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      if (channels.failed[channel] === 0 || (channels.flags[channel] & INFRASTRUCTURE) !== 0) continue;
      const pair = channels.pair[channel];
      isFailed[pair] = 1;
      flows[hosts.destination[pair]] += channels.failed[channel];
    }
  });
  const sources = new Uint32Array(entities.sourcesOf.length);
  for (let pair = 0; pair < hosts.count; pair++) sources[hosts.destination[pair]] += isFailed[pair];
  const peers = new Float32Array(sources.length);
  let count = 0;
  for (const all of entities.sourcesOf) if (all > 0) peers[count++] = Math.log(all);
  const tail = fitTail(quantilesOf(peers, count), 0.5);
  const surprise = new Float32Array(sources.length);
  for (let host = 0; host < surprise.length; host++) {
    if (sources[host] >= LEAST_SOURCES)
      surprise[host] = capped(0.5 * beyond(tail, Math.fround(Math.log(sources[host]))));
  }
  return {
    ...(await settle(surprise, (host) => flows[host] / sources[host], control)),
    entityOf: (channel) =>
      (channels.flags[channel] & INFRASTRUCTURE) === 0 ? hosts.destination[channels.pair[channel]] : NONE,
    isOfFailures: true,
    evidence: (host, row) => {
      const { destination } = namesOf(facts, facts.flows.channel[row]);
      const numbers = { sources: sources[host], flows: flows[host] };
      return { numbers, sentence: `${countOf(numbers.sources, 'source')} failed to reach ${destination}` };
    },
  };
}
