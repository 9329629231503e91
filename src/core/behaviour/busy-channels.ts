import type { Control } from '../control.ts';
import type { Channels } from './channels.ts';
import { UNSCORED } from './channels.ts';
import { inStretches } from './pace.ts';
import { NONE } from './pair-table.ts';
import { sortedCopy } from './sorted-copy.ts';

/** Minimum number of flows for a rhythm. */
const BUSY_FLOWS = 4;

/**
 * Channels with at least 4 flows. Only for these few channels are the times and answers of all flows kept, unsorted.
 * Index p has the flows `starts[p]..starts[p + 1]`. 12 bytes per flow, 32 per channel.
 */
export interface BusyChannels {
  /** The channel of each index, and the index of each channel (`NONE` for other channels). */
  readonly channel: Uint32Array;
  readonly placeOf: Uint32Array;
  readonly starts: Float64Array;
  /** Flows `starts[p]..ends[p]` follow each other: all of them, unless rows stand for several flows. */
  readonly ends: Float64Array;
  /** Seconds since the log's first flow. */
  readonly times: Float64Array;
  /** ln(1 + bytes) sent and received. Sent bytes as in `Flows.size`: the beginning of `SizesByChannel.sizes`. */
  readonly sent: Float32Array;
  readonly received: Float32Array;
}

/** Empty arrays for the flows of all busy channels. `sizes` has room for all rows. */
export async function emptyBusy(
  { count, rows, flags }: Channels,
  sizes: Float32Array,
  control: Control,
): Promise<BusyChannels> {
  let busy = 0;
  await inStretches(control, count, (from, to) => {
    busy += countBusy(rows, flags, from, to);
  });
  const channel = new Uint32Array(busy);
  const placeOf = new Uint32Array(count).fill(NONE);
  const starts = new Float64Array(busy + 1);
  let place = 0;
  await inStretches(control, count, (from, to) => {
    place = placeBusy(rows, flags, from, to, { channel, placeOf, starts }, place);
  });
  const total = starts[busy];
  const [times, received] = [new Float64Array(total), new Float32Array(total)];
  return { channel, placeOf, starts, ends: starts.slice(1), times, sent: sizes.subarray(0, total), received };
}

function isBusy(flows: Uint32Array, flags: Uint8Array, channel: number): boolean {
  return flows[channel] >= BUSY_FLOWS && (flags[channel] & UNSCORED) === 0;
}

function countBusy(flows: Uint32Array, flags: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let channel = from; channel < to; channel++) if (isBusy(flows, flags, channel)) count++;
  return count;
}

/** Assigns indexes to busy channels in a range; the first gets `place`. */
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
 * Spread of the sizes of a channel, in powers of two: the distance between the 10 % and 90 % quantiles over 2.563. For
 * a normal distribution this is the standard deviation. A few unusual flows, such as commands between beacons, do not
 * change it.
 */
export function sizeSpread({ starts }: BusyChannels, sizes: Float32Array, place: number): number {
  const count = starts[place + 1] - starts[place];
  const sorted = sortedCopy(sizes, starts[place], starts[place + 1]);
  const margin = Math.floor(0.1 * count);
  return (sorted[count - 1 - margin] - sorted[margin]) / (2.563 * Math.LN2);
}

/** Sets `ends` where rows stand for several flows: the first row that does is the last that its channel has in sequence. */
export async function markSequences(
  { placeOf, starts, ends }: BusyChannels,
  channelOf: Uint32Array,
  flows: Uint32Array,
  control: Control,
): Promise<void> {
  ends.set(starts.subarray(0, ends.length));
  const isOver = new Uint8Array(ends.length);
  await inStretches(control, channelOf.length, (from, to) => {
    for (let row = from; row < to; row++) {
      const place = placeOf[channelOf[row]];
      if (place === NONE || isOver[place] === 1) continue;
      ends[place]++;
      if (flows[row] > 1) isOver[place] = 1;
    }
  });
}
