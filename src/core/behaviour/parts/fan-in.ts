import type { Control } from '../../control.ts';
import { countOf } from '../../number-words.ts';
import { INFRASTRUCTURE } from '../channels.ts';
import { addMarks } from '../entities.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { type Measured, type Part, settle } from '../part.ts';
import { capped } from '../surprise.ts';
import { beyond, fitTailInTurns } from '../tail.ts';
import { tailTerms } from '../tail-terms.ts';

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
  await inStretches(control, channels.count, (from, to) => addFailed(channels, from, to, isFailed, flows));
  const sources = new Uint32Array(entities.sourcesOf.length);
  await inStretches(control, hosts.count, (from, to) => addMarks(hosts.destination, isFailed, from, to, sources));
  const peers = new Float32Array(sources.length);
  let count = 0;
  for (const all of entities.sourcesOf) if (all > 0) peers[count++] = Math.log(all);
  const tail = facts.norms.tail('fan_in', await fitTailInTurns(peers, count, control, 0.5));
  const surprise = new Float32Array(sources.length);
  for (let host = 0; host < surprise.length; host++) {
    if (sources[host] >= LEAST_SOURCES)
      surprise[host] = capped(0.5 * beyond(tail, Math.fround(Math.log(sources[host]))));
  }
  const entityOf = (channel: number) =>
    (channels.flags[channel] & INFRASTRUCTURE) === 0 ? hosts.destination[channels.pair[channel]] : NONE;
  return {
    ...(await settle(facts, 'fan_in', entityOf, surprise, (host) => flows[host] / sources[host], control)),
    entityOf,
    isOfFailures: true,
    evidence: (host, row) => {
      const { destination } = namesOf(facts, facts.flows.channel[row]);
      const numbers = { sources: sources[host], flows: flows[host] };
      return { numbers, sentence: `${countOf(numbers.sources, 'source')} failed to reach ${destination}` };
    },
    derive: (host) => ({
      terms: [
        { name: 'F', meaning: 'sources with a failed flow to the destination', value: sources[host] },
        { name: 'v', meaning: 'ln F', value: ({ F }) => Math.log(F) },
        ...(tail === null ? [] : tailTerms(tail, 'v', 'ln(sources), all destinations')),
        { name: 's', meaning: 'min(6, 0.5 tail)', value: ({ tail: above }) => capped(0.5 * above) },
      ],
      penalised: [
        { name: 'n', meaning: 'failed flows to the destination', value: flows[host] },
        { name: 'w', meaning: 'n / F', value: ({ n, F }) => n / F },
      ],
    }),
  };
}

function addFailed(
  { failed, flags, pair: pairOf, pairs }: Facts['channels'],
  from: number,
  to: number,
  isFailed: Uint8Array,
  flows: Uint32Array,
): void {
  for (let channel = from; channel < to; channel++) {
    if (failed[channel] === 0 || (flags[channel] & INFRASTRUCTURE) !== 0) continue;
    const pair = pairOf[channel];
    isFailed[pair] = 1;
    flows[pairs.destination[pair]] += failed[channel];
  }
}
