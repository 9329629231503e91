import type { Control } from '../../control.ts';
import type { Facts } from '../facts.ts';
import { inStretches } from '../pace.ts';

/** Share of the log over which a brief contact lasts at most. */
export const BRIEF = 0.1;
/** Seconds beyond which contacts with new hosts are no longer a spray. */
export const RANGE = 3 * 3600;
const LASTING_SHARE = 0.3;

/**
 * By channel: the fraction of its source's scan score. Lower for a destination in use over more than a tenth of the
 * log: a scanner keeps using its own servers.
 */
export async function shareOfBrief({ channels, flows }: Facts, control: Control): Promise<Float32Array> {
  const share = new Float32Array(channels.count);
  const most = BRIEF * flows.span;
  await inStretches(control, channels.count, (from, to) => shareSome(channels, most, from, to, share));
  return share;
}

function shareSome(channels: Facts['channels'], most: number, from: number, to: number, share: Float32Array): void {
  const { from: firsts, to: lasts } = channels;
  for (let channel = from; channel < to; channel++)
    share[channel] = lasts[channel] - firsts[channel] > most ? LASTING_SHARE : 1;
}

/** The same, and lower too for a destination that the source also uses otherwise (`ColdTargets`). */
export async function shareOfCold(facts: Facts, control: Control): Promise<Float32Array> {
  const share = await shareOfBrief(facts, control);
  const { isKnown } = facts.targets;
  await inStretches(control, share.length, (from, to) => lowerKnown(isKnown, from, to, share));
  return share;
}

function lowerKnown(isKnown: Uint8Array, from: number, to: number, share: Float32Array): void {
  for (let channel = from; channel < to; channel++) if (isKnown[channel] === 1) share[channel] = LASTING_SHARE;
}
