import { type Control, checkpoint } from '../control.ts';
import { BloomFilter, MOST_CHANNEL_BITS } from './bloom-filter.ts';
import { UNSCORED } from './channels.ts';
import { type ContactKeys, contactKeys } from './contact-keys.ts';
import type { Facts } from './facts.ts';
import { type Largest, largestOf } from './largest.ts';
import type { SavedNorms } from './norms.ts';
import { inStretches } from './pace.ts';

/** What Behaviour keeps of an ordinary day, to score another log by it. Plain data without addresses. */
export interface Reference {
  /** Seconds from the first start to the last, at least 1. Infinity when no flow has a time, so that no log counts as longer. */
  readonly span: number;
  readonly norms: SavedNorms;
  readonly contacts: Contacts;
}

/** Hosts, services and channels, as hashes. */
export interface Contacts {
  readonly hosts: BloomFilter;
  /** Destination, port and protocol. */
  readonly services: BloomFilter;
  readonly channels: BloomFilter;
  /** Numbers of them. */
  readonly counts: Readonly<Record<ContactKind, number>>;
  /** Of channels: the largest amounts. */
  readonly largest: Readonly<Record<Amount, Largest>>;
}

export type ContactKind = 'hosts' | 'services' | 'channels';

/**
 * Amounts of a channel: flows, payload bytes sent and received, size of the largest flow (as `Flows.size`, in bytes),
 * duration of the longest flow.
 */
export const amountNames = ['flows', 'sent', 'received', 'size', 'seconds'] as const;
export type Amount = (typeof amountNames)[number];

/** Indicators of single DNS queries, which folded rows do not have. */
const ofQueries = ['dnsburst', 'dnsfail'];

/** Minimum number of flows from which tails and counts are learned. With fewer they are rough, and ordinary flows seem unusual. */
const LEAST_DAY = 1000;

/**
 * What a scored log keeps to score other logs by. A log of fewer than 1,000 flows keeps first contacts only. Linear in the
 * channels. Throws `AbortError` when `control` aborts.
 */
export async function referenceOf(facts: Facts, control: Control): Promise<Reference> {
  const { norms, flows } = facts;
  const all = flows.represents === null ? flows.count : flows.represents.flows.reduce((sum, count) => sum + count, 0);
  const isLearned = (name: string) => all >= LEAST_DAY && (flows.represents === null || !ofQueries.includes(name));
  const tails = new Map([...norms.tails].filter(([name]) => isLearned(name)));
  const calibrations = [...norms.calibrations].filter(([name]) => isLearned(name));
  const counts = new Map(calibrations.map(([name, calibration]) => [name, calibration.counts()]));
  return { span: spanOf(flows), norms: { tails, counts }, contacts: await contactsOf(facts, control) };
}

function spanOf({ start, span }: Facts['flows']): number {
  return start === 0 && span === 1 ? Infinity : span;
}

async function contactsOf(facts: Facts, control: Control): Promise<Contacts> {
  const { channels, entities, reader } = facts;
  const keys = contactKeys(reader, channels);
  const isScored = (channel: number) => (channels.flags[channel] & UNSCORED) === 0;
  const filters = {
    hosts: BloomFilter.of(reader.codeCount('id.orig_h') + reader.codeCount('id.resp_h')),
    services: BloomFilter.of(entities.services.count),
    channels: BloomFilter.of(channels.count, MOST_CHANNEL_BITS),
  };
  const [sources, destinations, services] = [new Set<number>(), new Set<number>(), new Set<number>()];
  let scored = 0;
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      if (!isScored(channel)) continue;
      scored++;
      addOnce(sources, filters.hosts, channels.pairs.source[channels.pair[channel]], () => keys.source(channel));
      addOnce(destinations, filters.hosts, channels.pairs.destination[channels.pair[channel]], () =>
        keys.destination(channel),
      );
      addOnce(services, filters.services, entities.services.ofChannel[channel], () => keys.service(channel));
      filters.channels.add(keys.channel(channel));
    }
  });
  const largest = {} as Record<Amount, Largest>;
  for (const name of amountNames) {
    await checkpoint(control.signal);
    largest[name] = largestAmounts(amountsOf(facts, name), keys, isScored);
  }
  return {
    ...filters,
    counts: { hosts: sources.size + destinations.size, services: services.size, channels: scored },
    largest,
  };
}

function addOnce(
  seen: Set<number>,
  filter: BloomFilter,
  code: number,
  keyOf: () => ReturnType<ContactKeys['source']>,
): void {
  if (seen.has(code)) return;
  seen.add(code);
  filter.add(keyOf());
}

function largestAmounts(amounts: Float32Array, keys: ContactKeys, isScored: (channel: number) => boolean): Largest {
  for (let channel = 0; channel < amounts.length; channel++) if (!isScored(channel)) amounts[channel] = 0;
  return largestOf(amounts, (channel) => keys.channel(channel).first);
}

/** One amount of each channel, in the unit of `amountNames`. A new array that the caller may change. */
export function amountsOf({ channels }: Pick<Facts, 'channels'>, name: Amount): Float32Array {
  if (name === 'size') return channels.largest.map(Math.expm1);
  return Float32Array.from(name === 'seconds' ? channels.longest : channels[name]);
}
