import type { Control } from '../../control.ts';
import type { Facts } from '../facts.ts';
import { inStretches } from '../pace.ts';

/** `Flows.size` sorted by channel, in row order within it: channel c has `starts[c]..starts[c + 1]`. */
export interface SizesByChannel {
  readonly starts: Uint32Array;
  readonly sizes: Float32Array;
}

/** Copies the size of every row once, so that loops over the flows of a channel read adjacent memory. 4 bytes per flow. */
export async function sizesByChannel({ channels, flows }: Facts, control: Control): Promise<SizesByChannel> {
  const starts = new Uint32Array(channels.count + 1);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) starts[channel + 1] = starts[channel] + channels.rows[channel];
  });
  const next = starts.slice(0, channels.count);
  const sizes = new Float32Array(flows.count);
  await inStretches(control, flows.count, (from, to) => {
    for (let row = from; row < to; row++) sizes[next[flows.channel[row]]++] = flows.size[row];
  });
  return { starts, sizes };
}

/** Loops over channels and their sizes. The sizes of a large channel come in several blocks. */
export async function eachPiece(
  { starts, sizes }: SizesByChannel,
  control: Control,
  work: (channel: number, from: number, to: number) => void,
): Promise<void> {
  let channel = 0;
  await inStretches(control, sizes.length, (first, end) => {
    for (let from = first; from < end; ) {
      while (starts[channel + 1] <= from) channel++;
      const to = Math.min(end, starts[channel + 1]);
      work(channel, from, to);
      from = to;
    }
  });
}
