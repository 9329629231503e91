import type { Control } from '../control.ts';
import type { Channels } from './channels.ts';
import { UNSCORED } from './channels.ts';
import { inStretches } from './pace.ts';
import { NONE } from './pair-table.ts';

/** Fewer flows say nothing of a rhythm. */
export const BUSY_FLOWS = 4;

/**
 * Channels with at least 4 flows, which are few: for them the times and sizes of all flows are kept, in no order. 16 bytes a
 * flow, and 24 a channel. Place p has the flows `starts[p]..starts[p + 1]`.
 */
export interface BusyChannels {
  /** Busy channels by their place here, and the place of each channel, or `NONE`. */
  readonly channel: Uint32Array;
  readonly placeOf: Uint32Array;
  readonly starts: Float64Array;
  /** Seconds since the log's first flow. */
  readonly times: Float64Array;
  /** ln(1 + bytes) each way; sent bytes as `Flows.size` has them. */
  readonly sent: Float32Array;
  readonly received: Float32Array;
}

/** Room for the flows of all busy channels. */
export async function emptyBusy({ count, flows, flags }: Channels, control: Control): Promise<BusyChannels> {
  let busy = 0;
  await inStretches(control, count, (from, to) => {
    busy += countBusy(flows, flags, from, to);
  });
  const channel = new Uint32Array(busy);
  const placeOf = new Uint32Array(count).fill(NONE);
  const starts = new Float64Array(busy + 1);
  let place = 0;
  await inStretches(control, count, (from, to) => {
    place = placeBusy(flows, flags, from, to, { channel, placeOf, starts }, place);
  });
  const total = starts[busy];
  const [times, sent, received] = [new Float64Array(total), new Float32Array(total), new Float32Array(total)];
  return { channel, placeOf, starts, times, sent, received };
}

function isBusy(flows: Uint32Array, flags: Uint8Array, channel: number): boolean {
  return flows[channel] >= BUSY_FLOWS && (flags[channel] & UNSCORED) === 0;
}

function countBusy(flows: Uint32Array, flags: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let channel = from; channel < to; channel++) if (isBusy(flows, flags, channel)) count++;
  return count;
}

/** Gives the busy ones of some channels their places, the first of them `place`. */
function placeBusy(
  flows: Uint32Array,
  flags: Uint8Array,
  from: number,
  to: number,
  out: Pick<BusyChannels, 'channel' | 'placeOf' | 'starts'>,
  first: number,
): number {
  const { channel: channels, placeOf, starts } = out;
  let place = first;
  for (let channel = from; channel < to; channel++) {
    if (!isBusy(flows, flags, channel)) continue;
    channels[place] = channel;
    starts[place + 1] = starts[place] + flows[channel];
    placeOf[channel] = place++;
  }
  return place;
}

/**
 * How far sizes of a channel spread, in powers of two: the range between the 10 % and 90 % quantiles over 2.563, which for a
 * normal spread is the standard deviation; a few flows of another kind, such as orders among a beacon's calls, do not matter.
 */
export function sizeSpread({ starts }: BusyChannels, sizes: Float32Array, place: number): number {
  const sorted = sizes.slice(starts[place], starts[place + 1]).sort();
  const margin = Math.floor(0.1 * sorted.length);
  return (sorted[sorted.length - 1 - margin] - sorted[margin]) / (2.563 * Math.LN2);
}
