import type { Control } from '../control.ts';
import type { BusyChannels } from './busy-channels.ts';
import type { Channels } from './channels.ts';
import { inStretches } from './pace.ts';
import { NONE } from './pair-table.ts';

/**
 * `Flows.size` sorted by channel, in row order within it, so that loops over the flows of a channel read adjacent memory:
 *
 *     sizes   busy channels, by their index ¦ other channels, by their number
 */
export interface SizesByChannel {
  readonly sizes: Float32Array;
  /** By channel: index of its first size. It has `Channels.rows` of them. */
  readonly starts: Uint32Array;
}

/** Places for the sizes of all channels. 4 bytes per channel. */
export async function placeSizes(
  { count, rows }: Channels,
  { placeOf, starts: ofBusy }: BusyChannels,
  sizes: Float32Array,
  control: Control,
): Promise<SizesByChannel> {
  const starts = new Uint32Array(count);
  let next = ofBusy[ofBusy.length - 1];
  await inStretches(control, count, (from, to) => {
    next = placeSome(rows, placeOf, ofBusy, starts, from, to, next);
  });
  return { sizes, starts };
}

/** Returns the place after the last. */
function placeSome(
  rows: Uint32Array,
  placeOf: Uint32Array,
  ofBusy: Float64Array,
  out: Uint32Array,
  from: number,
  to: number,
  first: number,
): number {
  let next = first;
  for (let channel = from; channel < to; channel++) {
    const isBusy = placeOf[channel] !== NONE;
    out[channel] = isBusy ? ofBusy[placeOf[channel]] : next;
    if (!isBusy) next += rows[channel];
  }
  return next;
}

/**
 * Loops over channels and their sizes. The sizes of a large channel come in several blocks. `work` is a function of its
 * module, since a closure would be compiled again for each log; `own` is what it needs beside the piece.
 */
export async function eachPiece<Own>(
  { rows }: Channels,
  { channel: busy, starts: ofBusy, placeOf }: BusyChannels,
  { sizes, starts }: SizesByChannel,
  control: Control,
  work: (own: Own, channel: number, from: number, to: number) => void,
  own: Own,
): Promise<void> {
  const walk: Walk = { rows, busy, ofBusy, placeOf, starts, total: ofBusy[busy.length], place: 0, other: 0 };
  await inStretches(control, sizes.length, (from, to) => walkOn(walk, from, to, work, own));
}

/** The latest busy channel and the latest other channel of a loop over pieces. */
interface Walk {
  readonly rows: Uint32Array;
  readonly busy: Uint32Array;
  readonly ofBusy: Float64Array;
  readonly placeOf: Uint32Array;
  readonly starts: Uint32Array;
  /** Sizes of busy channels. */
  readonly total: number;
  place: number;
  other: number;
}

function walkOn<Own>(
  walk: Walk,
  first: number,
  end: number,
  work: (own: Own, channel: number, from: number, to: number) => void,
  own: Own,
): void {
  const { rows, busy, ofBusy, placeOf, starts, total } = walk;
  let { place, other } = walk;
  for (let from = first; from < end; ) {
    if (from < total) while (ofBusy[place + 1] <= from) place++;
    else while (placeOf[other] !== NONE || starts[other] + rows[other] <= from) other++;
    const channel = from < total ? busy[place] : other;
    const to = Math.min(end, starts[channel] + rows[channel]);
    work(own, channel, from, to);
    from = to;
  }
  walk.place = place;
  walk.other = other;
}
