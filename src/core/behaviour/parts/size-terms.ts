import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import type { Term } from '../steps.ts';
import { capped } from '../surprise.ts';
import type { Tail } from '../tail.ts';
import { tailTerms } from '../tail-terms.ts';
import { TCP } from '../words.ts';

/** Weight of the mean of a channel's −log10 p. */
export const MEAN_WEIGHT = 0.8;
/** Scale of the tail of a channel's mean size, as a fraction of the tail of single flows. */
export const MEAN_SCALE = 0.6;

/** Payload bytes sent by a flow: in total for TCP, of the mean packet for other protocols. */
export function sentOf({ reader, channels: { ports, port } }: Facts, channel: number, row: number): number {
  const bytes = reader.numbers('orig_bytes', row, row + 1)[0];
  if (ports.transport[port[channel]] === TCP) return bytes;
  return bytes / Math.max(1, reader.numbers('orig_pkts', row, row + 1)[0]);
}

/** What the −log10 p of a channel's sizes follow from. */
interface SizeNumbers {
  readonly facts: Facts;
  readonly channel: number;
  readonly tail: Tail | null;
}

/** The lines of one flow's −log10 p. */
export function termsOfFlow({ facts, channel, tail }: SizeNumbers, row: number): Term[] {
  const { channels, entities } = facts;
  const isTcp = channels.ports.transport[channels.port[channel]] === TCP;
  const sources = entities.sourcesOf[channels.pairs.destination[channels.pair[channel]]];
  const sent = isTcp ? 'bytes sent' : 'bytes sent, mean of the packets';
  return [
    { name: 'U', meaning: sent, value: sentOf(facts, channel, row) },
    { name: 'v', meaning: 'ln(1 + U)', value: ({ U }) => Math.log(1 + U) },
    ...tailOf(facts, channel, tail),
    ...(isTcp ? [{ name: 'm', meaning: 'sources of the destination', value: Math.max(1, sources) }] : []),
    isTcp
      ? { name: 's', meaning: 'min(6, tail) / √m', value: ({ tail: above, m }) => capped(above) / Math.sqrt(m) }
      : { name: 's', meaning: 'min(6, tail)', value: ({ tail: above }) => capped(above) },
  ];
}

/** The lines of the −log10 p of the mean size of a DNS or ping channel. `sum` adds up ln(1 + bytes) of `count` flows. */
export function termsOfMean({ facts, channel, tail }: SizeNumbers, sum: number, count: number): Term[] {
  return [
    { name: 'n', meaning: 'flows that sent data', value: count },
    { name: 'v', meaning: 'mean of ln(1 + bytes sent per packet) of these flows', value: sum / count },
    ...tailOf(facts, channel, tail, MEAN_SCALE),
    { name: 's', meaning: 'min(6, tail)', value: ({ tail: above }) => capped(above) },
  ];
}

/** The lines of the −log10 p that every flow of a channel gets from the others. `sum` adds up the values of `count` flows. */
export function termsOfOthers(sum: number, count: number): Term[] {
  return [
    { name: 'n', meaning: 'flows of the channel', value: count },
    { name: 'S', meaning: 'sum of s over the flows of the channel, each by its own size', value: sum },
    { name: 's', meaning: `${MEAN_WEIGHT} S / n`, value: ({ S, n }) => (MEAN_WEIGHT * S) / n },
  ];
}

function tailOf(facts: Facts, channel: number, tail: Tail | null, factor = 1): Term[] {
  const { service, port } = namesOf(facts, channel);
  return tail === null ? [] : tailTerms(tail, 'v', `ln(1 + bytes sent), ${service || port} flows`, '', factor);
}
