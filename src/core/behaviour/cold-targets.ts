import type { Control } from '../control.ts';
import { type Channels, UNSCORED } from './channels.ts';
import { type Entities, isFailing } from './entities.ts';
import { inStretches } from './pace.ts';
import { KNOWN_CHANNEL, type Past } from './past.ts';
import { ICMP } from './words.ts';

/** Received bytes from which a target counts as one that its source does business with. */
export const KNOWN_BYTES = 1000;

/** Targets that a source has no other business with. Who scans receives nothing from most of his targets. */
export interface ColdTargets {
  /**
   * By channel: 1 if its source received at least 1 kB from the destination on other channels, or if a reference has the
   * channel.
   */
  readonly isKnown: Uint8Array;
  /** By source and port: destinations that are not known, and those of them that were never reached. */
  readonly cold: Uint32Array;
  readonly coldFailing: Uint32Array;
}

/**
 * Splits the targets of each source and port into known and cold ones. A channel's own bytes do not make its target
 * known; ICMP answers never do. Linear in the channels.
 */
export async function findColdTargets(
  channels: Channels,
  { sourcePorts }: Pick<Entities, 'sourcePorts'>,
  past: Past | null,
  control: Control,
): Promise<ColdTargets> {
  const { count } = channels;
  const got = new Float64Array(channels.pairs.count);
  const isKnown = new Uint8Array(count);
  const cold = new Uint32Array(sourcePorts.count);
  const coldFailing = new Uint32Array(sourcePorts.count);
  const targets = { isKnown, cold, coldFailing };
  await inStretches(control, count, (from, to) => addReceived(channels, from, to, got));
  await inStretches(control, count, (from, to) =>
    splitSome(channels, got, past, sourcePorts.ofChannel, from, to, targets),
  );
  return targets;
}

/** Whether the bytes that a channel received do not make its target known. */
function isSilent({ flags, ports, port }: Channels, channel: number): boolean {
  return (flags[channel] & UNSCORED) !== 0 || ports.transport[port[channel]] === ICMP;
}

function addReceived(channels: Channels, from: number, to: number, got: Float64Array): void {
  const { pair, received } = channels;
  for (let channel = from; channel < to; channel++)
    if (!isSilent(channels, channel)) got[pair[channel]] += received[channel];
}

function splitSome(
  channels: Channels,
  got: Float64Array,
  past: Past | null,
  sourcePortOf: Uint32Array,
  from: number,
  to: number,
  { isKnown, cold, coldFailing }: ColdTargets,
): void {
  const { pair, received, flags } = channels;
  for (let channel = from; channel < to; channel++) {
    const own = isSilent(channels, channel) ? 0 : received[channel];
    if (got[pair[channel]] - own >= KNOWN_BYTES) isKnown[channel] = 1;
    if (past !== null && (past.known[channel] & KNOWN_CHANNEL) !== 0) isKnown[channel] = 1;
    if (isKnown[channel] === 1 || (flags[channel] & UNSCORED) !== 0) continue;
    const id = sourcePortOf[channel];
    cold[id]++;
    if (isFailing(channels, channel)) coldFailing[id]++;
  }
}
