import type { Control } from '../control.ts';
import type { Channels } from './channels.ts';
import { inStretches } from './pace.ts';
import type { SizesByChannel } from './sizes-by-channel.ts';

/* Layout of the totals of one channel. They lie in one record of 64 bytes, so that each flow touches one or two
   cache lines instead of fifteen:
       sent ¦ received ¦ seconds          doubles
       first start ¦ last ¦ longest       floats
       flows with data ¦ failed ¦ flags ¦ service ¦ next free index in `SizesByChannel` ¦ port      words
       largest size                       float */
const RECORD = 64;
export const WORDS = RECORD / 4;
export const DOUBLES = RECORD / 8;
export const SENT = 0;
export const RECEIVED = 1;
export const SECONDS = 2;
export const FROM = 6;
export const TO = 7;
export const LONGEST = 8;
export const WITH_DATA = 9;
export const FAILED = 10;
export const FLAGS = 11;
export const SERVICE = 12;
export const NEXT = 13;
export const PORT = 14;
export const LARGEST = 15;

/** One buffer with three views: channel c starts at `doubles[DOUBLES * c]`, and at `WORDS * c` in floats and words. */
export interface ChannelSums {
  readonly doubles: Float64Array;
  readonly floats: Float32Array;
  readonly words: Uint32Array;
}

/** Totals of channels without flows. 64 bytes per channel. */
export async function emptySums(
  channels: Channels,
  { starts }: SizesByChannel,
  control: Control,
): Promise<ChannelSums> {
  const buffer = new ArrayBuffer(RECORD * channels.count);
  const sums = {
    doubles: new Float64Array(buffer),
    floats: new Float32Array(buffer),
    words: new Uint32Array(buffer),
  };
  await inStretches(control, channels.count, (from, to) => begin(sums, channels, starts, from, to));
  return sums;
}

function begin(
  { floats, words }: ChannelSums,
  { flags, port }: Channels,
  starts: Uint32Array,
  from: number,
  to: number,
): void {
  for (let channel = from, at = WORDS * from; channel < to; channel++, at += WORDS) {
    floats[at + FROM] = Infinity;
    words[at + FLAGS] = flags[channel];
    words[at + NEXT] = starts[channel];
    words[at + PORT] = port[channel];
  }
}

/** Copies the totals to the channels' arrays. */
export async function takeApart(sums: ChannelSums, channels: Channels, control: Control): Promise<void> {
  await inStretches(control, channels.count, (from, to) => {
    takeSums(sums, channels, from, to);
    takeCounts(sums, channels, from, to);
  });
}

function takeSums({ doubles, floats }: ChannelSums, channels: Channels, first: number, end: number): void {
  const { sent, received, seconds, from, to, longest, largest } = channels;
  for (let channel = first; channel < end; channel++) {
    sent[channel] = doubles[DOUBLES * channel + SENT];
    received[channel] = doubles[DOUBLES * channel + RECEIVED];
    seconds[channel] = doubles[DOUBLES * channel + SECONDS];
    from[channel] = floats[WORDS * channel + FROM];
    to[channel] = floats[WORDS * channel + TO];
    longest[channel] = floats[WORDS * channel + LONGEST];
    largest[channel] = floats[WORDS * channel + LARGEST];
  }
}

function takeCounts({ words }: ChannelSums, channels: Channels, first: number, end: number): void {
  const { withData, failed, flags, service } = channels;
  for (let channel = first, at = WORDS * first; channel < end; channel++, at += WORDS) {
    withData[channel] = words[at + WITH_DATA];
    failed[channel] = words[at + FAILED];
    flags[channel] = words[at + FLAGS];
    service[channel] = words[at + SERVICE];
  }
}
