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
  /** Flows of each place that came up to now. */
  readonly filled: Uint32Array;
}

/** Room for the flows of all busy channels. */
export async function emptyBusy({ count, flows, flags }: Channels, control: Control): Promise<BusyChannels> {
  const isBusy = (channel: number) => flows[channel] >= BUSY_FLOWS && (flags[channel] & UNSCORED) === 0;
  let busy = 0;
  await inStretches(control, count, (from, to) => {
    for (let channel = from; channel < to; channel++) if (isBusy(channel)) busy++;
  });
  const channels = new Uint32Array(busy);
  const placeOf = new Uint32Array(count).fill(NONE);
  const starts = new Float64Array(busy + 1);
  let place = 0;
  await inStretches(control, count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      if (!isBusy(channel)) continue;
      channels[place] = channel;
      starts[place + 1] = starts[place] + flows[channel];
      placeOf[channel] = place++;
    }
  });
  const total = starts[busy];
  return {
    channel: channels,
    placeOf,
    starts,
    times: new Float64Array(total),
    sent: new Float32Array(total),
    received: new Float32Array(total),
    filled: new Uint32Array(busy),
  };
}

/** Takes a flow of any channel. */
export function addToBusy(busy: BusyChannels, channel: number, time: number, sent: number, received: number): void {
  const place = busy.placeOf[channel];
  if (place === NONE) return;
  const at = busy.starts[place] + busy.filled[place]++;
  busy.times[at] = time;
  busy.sent[at] = sent;
  busy.received[at] = Math.log(1 + received);
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
