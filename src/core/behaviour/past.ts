import type { Control } from '../control.ts';
import { UNSCORED } from './channels.ts';
import { contactKeys } from './contact-keys.ts';
import type { Facts } from './facts.ts';
import { isMost } from './familiar.ts';
import { amountOf } from './largest.ts';
import { inStretches } from './pace.ts';
import { type Amount, amountNames, amountsOf, type Reference } from './reference.ts';

/** The channels of a log compared with an ordinary day. 41 bytes per channel. */
export interface Past {
  /** By channel: the `KNOWN_` flags. */
  readonly known: Uint8Array;
  /** By channel: amounts in this log, and upper bounds of the amounts of the ordinary day; 0 for a new channel. */
  readonly here: Readonly<Record<Amount, Float32Array>>;
  readonly before: Readonly<Record<Amount, Float32Array>>;
}

export const KNOWN_SOURCE = 1;
export const KNOWN_DESTINATION = 2;
export const KNOWN_SERVICE = 4;
export const KNOWN_CHANNEL = 8;

/** A filter that reports more than this fraction of unknown keys as known is not used. */
const MOST_RATE = 0.05;

/**
 * Looks up every channel in a reference. The sums of the reference are multiplied by `times`, since a longer log has more
 * flows. Null if the reference has too many hosts, services or channels to distinguish them. Linear in the channels. Throws
 * `AbortError` when `control` aborts.
 */
export async function comparePast(
  facts: Pick<Facts, 'reader' | 'channels' | 'flows'>,
  { contacts }: Reference,
  times: number,
  control: Control,
): Promise<Past | null> {
  const { hosts, services, channels: known, largest } = contacts;
  if ([hosts, services, known].some((filter) => filter.rate() > MOST_RATE)) return null;
  const { reader, channels } = facts;
  const keys = contactKeys(reader, channels);
  const flags = new Uint8Array(channels.count);
  const here = {} as Record<Amount, Float32Array>;
  const before = {} as Record<Amount, Float32Array>;
  for (const name of amountNames) {
    here[name] = amountsOf(facts, name);
    before[name] = new Float32Array(channels.count);
  }
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      if ((channels.flags[channel] & UNSCORED) !== 0) continue;
      const key = keys.channel(channel);
      flags[channel] =
        (hosts.has(keys.source(channel)) ? KNOWN_SOURCE : 0) |
        (hosts.has(keys.destination(channel)) ? KNOWN_DESTINATION : 0) |
        (services.has(keys.service(channel)) ? KNOWN_SERVICE : 0) |
        (known.has(key) ? KNOWN_CHANNEL : 0);
      if ((flags[channel] & KNOWN_CHANNEL) === 0) continue;
      for (const name of amountNames) {
        before[name][channel] = amountOf(largest[name], key.first) * (isMost(name) ? 1 : times);
      }
    }
  });
  return { known: flags, here, before };
}

/** Scored channels of a log: those in the reference, all, and the fraction of the flows that the known ones have. */
export interface KnownChannels {
  readonly known: number;
  readonly total: number;
  readonly share: number;
}

/** Null without a comparison, and for a log without scored channels. */
export function countKnownChannels({ channels, past }: Pick<Facts, 'channels' | 'past'>): KnownChannels | null {
  if (past === null) return null;
  let [known, total, flows, all] = [0, 0, 0, 0];
  for (let channel = 0; channel < channels.count; channel++) {
    if ((channels.flags[channel] & UNSCORED) !== 0) continue;
    total++;
    all += channels.flows[channel];
    if ((past.known[channel] & KNOWN_CHANNEL) === 0) continue;
    known++;
    flows += channels.flows[channel];
  }
  return total === 0 ? null : { known, total, share: flows / all };
}
