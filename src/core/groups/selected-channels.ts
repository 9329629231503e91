import type { Channels } from '../behaviour/channels.ts';
import type { Facts } from '../behaviour/facts.ts';
import { inBlocks } from '../behaviour/pace.ts';
import type { Control } from '../control.ts';
import type { Bitmap } from '../selection/bitmap.ts';
import type { ChannelTimes } from './channel-times.ts';

/** Channels with their totals over counted flows, and the first and last start of these. */
export interface CountedChannels {
  readonly channels: Channels;
  readonly times: ChannelTimes;
}

/**
 * Totals of channels over selected rows: flows, failed flows, bytes, seconds, longest flow, first and last start.
 * Properties of a channel (ends, port, flags, service) still cover the whole log. A channel without a selected flow has
 * 0 flows. One pass, about 15 ns per selected row, 60 bytes per channel.
 */
export async function countSelected(
  { reader, channels, flows }: Facts,
  selected: Bitmap,
  control: Control,
): Promise<CountedChannels> {
  const counted = emptyCounts(channels);
  await inBlocks(control, reader.rows, [0.9, 1], (from, to) => {
    if (selected.isEmpty(from, to)) return;
    const block = {
      times: reader.numbers('ts', from, to),
      durations: reader.numbers('duration', from, to),
      sent: reader.numbers('orig_bytes', from, to),
      received: reader.numbers('resp_bytes', from, to),
    };
    addBlock(counted, block, flows.channel, flows.failed, selected, from, to);
  });
  return counted;
}

/** Numbers of a block of rows. */
interface Block {
  readonly times: Float64Array;
  readonly durations: Float64Array;
  readonly sent: Float64Array;
  readonly received: Float64Array;
}

function addBlock(
  { channels, times: { row: firstRow, first, last } }: CountedChannels,
  { times, durations, sent, received }: Block,
  channelOf: Uint32Array,
  failed: Uint8Array,
  { words }: Bitmap,
  from: number,
  to: number,
): void {
  for (let word = from >>> 5; word << 5 < to; word++) {
    for (let rest = words[word] | 0; rest !== 0; rest &= rest - 1) {
      const row = (word << 5) + 31 - Math.clz32(rest & -rest);
      const channel = channelOf[row];
      const at = row - from;
      if (channels.flows[channel]++ === 0) firstRow[channel] = row;
      channels.failed[channel] += failed[row];
      channels.sent[channel] += sent[at];
      channels.received[channel] += received[at];
      channels.seconds[channel] += durations[at];
      if (durations[at] > channels.longest[channel]) channels.longest[channel] = durations[at];
      const time = times[at];
      // Comparing with NaN is false, so the first set time replaces it.
      if (!(first[channel] <= time) && !Number.isNaN(time)) first[channel] = time;
      if (!(last[channel] >= time) && !Number.isNaN(time)) last[channel] = time;
    }
  }
}

function emptyCounts(channels: Channels): CountedChannels {
  const { count } = channels;
  return {
    channels: {
      ...channels,
      flows: new Uint32Array(count),
      failed: new Uint32Array(count),
      sent: new Float64Array(count),
      received: new Float64Array(count),
      seconds: new Float64Array(count),
      longest: new Float32Array(count),
    },
    times: {
      row: new Uint32Array(count),
      first: new Float64Array(count).fill(Number.NaN),
      last: new Float64Array(count).fill(Number.NaN),
    },
  };
}
