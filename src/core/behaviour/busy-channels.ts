import { type Channels, UNSCORED } from './channels.ts';
import { NONE } from './pair-table.ts';

/** Fewer flows say nothing of a rhythm. */
export const BUSY_FLOWS = 4;

/**
 * Channels with at least 4 flows, which are few: for them the times of all flows and the moments of their sizes are kept.
 * 8 bytes a flow, and 52 a channel.
 */
export class BusyChannels {
  /** Busy channels by their place here, and the place of each channel, or `NONE`. */
  readonly channel: Uint32Array;
  readonly placeOf: Uint32Array;
  /** Times of the flows of place p, seconds since the log's first, are `times[starts[p]..starts[p + 1]]`. */
  readonly times: Float64Array;
  readonly starts: Float64Array;
  private readonly filled: Uint32Array;
  private readonly sentSum: Float64Array;
  private readonly sentSquares: Float64Array;
  private readonly sentCount: Uint32Array;
  private readonly receivedSum: Float64Array;
  private readonly receivedSquares: Float64Array;

  constructor(channel: Uint32Array, placeOf: Uint32Array, flows: Uint32Array) {
    const count = channel.length;
    this.channel = channel;
    this.placeOf = placeOf;
    this.starts = new Float64Array(count + 1);
    for (let p = 0; p < count; p++) this.starts[p + 1] = this.starts[p] + flows[channel[p]];
    this.times = new Float64Array(this.starts[count]);
    this.filled = new Uint32Array(count);
    this.sentSum = new Float64Array(count);
    this.sentSquares = new Float64Array(count);
    this.sentCount = new Uint32Array(count);
    this.receivedSum = new Float64Array(count);
    this.receivedSquares = new Float64Array(count);
  }

  /** Takes a flow of any channel; `size` is what is kept of each flow (`Flows.size`). */
  add(channel: number, time: number, sent: number, size: number, received: number): void {
    const place = this.placeOf[channel];
    if (place === NONE) return;
    this.times[this.starts[place] + this.filled[place]++] = time;
    if (sent > 0) {
      this.sentCount[place]++;
      this.sentSum[place] += size;
      this.sentSquares[place] += size * size;
    }
    const log = Math.log(1 + received);
    this.receivedSum[place] += log;
    this.receivedSquares[place] += log * log;
  }

  /** Standard deviation of the sizes sent, in powers of two, over flows that sent something. */
  sentSpread(place: number): number {
    return spread(this.sentSum[place], this.sentSquares[place], this.sentCount[place]);
  }

  /** Standard deviation of the sizes received, in powers of two. */
  receivedSpread(place: number): number {
    return spread(this.receivedSum[place], this.receivedSquares[place], this.filled[place]);
  }
}

export function emptyBusy({ count, flows, flags }: Channels): BusyChannels {
  const isBusy = (channel: number) => flows[channel] >= BUSY_FLOWS && (flags[channel] & UNSCORED) === 0;
  let busy = 0;
  for (let channel = 0; channel < count; channel++) if (isBusy(channel)) busy++;
  const channels = new Uint32Array(busy);
  const placeOf = new Uint32Array(count).fill(NONE);
  for (let channel = 0, place = 0; channel < count; channel++) {
    if (!isBusy(channel)) continue;
    channels[place] = channel;
    placeOf[channel] = place++;
  }
  return new BusyChannels(channels, placeOf, flows);
}

function spread(sum: number, squares: number, count: number): number {
  if (count === 0) return 0;
  const mean = sum / count;
  const variance = squares / count - mean * mean;
  // Equal sizes leave a rest of rounding.
  return variance > 1e-9 ? Math.sqrt(variance) / Math.LN2 : 0;
}
