import type { Control } from '../control.ts';
import type { Represented } from '../table/represented.ts';
import type { Channels } from './channels.ts';
import { inStretches } from './pace.ts';

/** The earliest start in epoch seconds. 0 when no flow has a time. */
export function firstOf({ first }: Represented): number {
  const start = first.reduce((least, time) => (time < least ? time : least), Infinity);
  return Number.isFinite(start) ? start : 0;
}

/**
 * Replaces the totals of channels by the sums over the flows that their rows stand for. Service and flags are those of
 * the rows. Returns the seconds from `start` to the last start, at least 1.
 */
export async function sumRepresented(
  represents: Represented,
  channelOf: Uint32Array,
  channels: Channels,
  start: number,
  control: Control,
): Promise<number> {
  const { flows, failed, withData, sent, received, seconds } = channels;
  for (const totals of [flows, failed, withData, sent, received, seconds]) totals.fill(0);
  let span = 1;
  await inStretches(control, channelOf.length, (begin, end) => {
    for (let row = begin; row < end; row++) {
      const channel = channelOf[row];
      flows[channel] += represents.flows[row];
      failed[channel] += represents.failed[row];
      withData[channel] += represents.withData[row];
      sent[channel] += represents.sent[row];
      received[channel] += represents.received[row];
      seconds[channel] += represents.seconds[row];
      if (represents.longest[row] > channels.longest[channel]) channels.longest[channel] = represents.longest[row];
      // Comparing with NaN is false.
      const from = represents.first[row] - start;
      const to = represents.last[row] - start;
      if (from < channels.from[channel]) channels.from[channel] = from;
      if (to > channels.to[channel]) channels.to[channel] = to;
      if (to > span) span = to;
    }
  });
  return span;
}
