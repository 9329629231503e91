import type { Facts } from '../behaviour/facts.ts';
import { inBlocks } from '../behaviour/pace.ts';
import type { Control } from '../control.ts';

/** A representative flow of each channel, and the starts of its first and last flow. 20 bytes per channel. */
export interface ChannelTimes {
  /** The channel's first row of the table. */
  readonly row: Uint32Array;
  /** Epoch seconds. NaN when no flow of the channel has a time. */
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/**
 * One pass over the rows. Reports the fractions `begin` to `end` of the job. Behaviour itself stores times in single
 * precision.
 */
export async function findChannelTimes(
  { reader, channels: { count }, flows }: Facts,
  control: Control,
  [begin, end]: readonly [number, number],
): Promise<ChannelTimes> {
  const row = new Uint32Array(count);
  const isSeen = new Uint8Array(count);
  const first = new Float64Array(count).fill(Number.NaN);
  const last = new Float64Array(count).fill(Number.NaN);
  const { represents } = flows;
  await inBlocks(control, reader.rows, [begin, end], (from, to) => {
    const times = reader.numbers('ts', from, to);
    for (let i = 0; i < to - from; i++) {
      const channel = flows.channel[from + i];
      const time = represents === null ? times[i] : represents.first[from + i];
      const end = represents === null ? time : represents.last[from + i];
      if (isSeen[channel] === 0) {
        isSeen[channel] = 1;
        row[channel] = from + i;
      }
      // Comparing with NaN is false, so the first set time replaces it.
      if (!(first[channel] <= time) && !Number.isNaN(time)) first[channel] = time;
      if (!(last[channel] >= end) && !Number.isNaN(end)) last[channel] = end;
    }
  });
  return { row, first, last };
}
