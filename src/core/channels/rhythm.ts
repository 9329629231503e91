import type { Facts } from '../behaviour/facts.ts';
import { inBlocks } from '../behaviour/pace.ts';
import { NONE } from '../behaviour/pair-table.ts';
import { sortTimes } from '../behaviour/sort-times.ts';
import { type Control, checkpoint } from '../control.ts';
import { medianDeviation, quantileOf } from './quartiles.ts';

/**
 * Regularity of a channel's flows in time and size, by index among the busy channels (with at least four flows). The
 * four scores are Oddflow's own, from 0 to 1: higher is more like a beacon. docs/hosts-and-channels.md compares them
 * with the scores of other tools.
 */
export interface Rhythm {
  /** Seconds between the starts of successive flows: median, and median absolute deviation (MAD). */
  readonly interval: Float64Array;
  readonly intervalDeviation: Float64Array;
  /** Payload bytes sent per flow (unset is 0): median and MAD. */
  readonly sent: Float64Array;
  readonly sentDeviation: Float64Array;
  /** 1 - MAD / median of the intervals, at least 0; 0 when the median is 0. */
  readonly regularity: Float32Array;
  /** 1 - |Bowley's skewness| of the intervals: 1 for a symmetric distribution around the median. */
  readonly symmetry: Float32Array;
  /** 1 - MAD / median of the bytes sent, at least 0; 1 when the median is 0. */
  readonly sizes: Float32Array;
  /** Time from the channel's first flow to its last, as a fraction of the log. */
  readonly cover: Float32Array;
}

/**
 * Measures the rhythm of every busy channel. Reports the fractions `begin` to `end` of the job. Memory: 48 bytes per
 * busy channel; scratch 8 bytes per flow of a busy channel.
 */
export async function measureRhythm(
  facts: Facts,
  control: Control,
  [begin, end]: readonly [number, number],
): Promise<Rhythm> {
  const { busy, span } = facts.flows;
  const rhythm = emptyRhythm(busy.channel.length);
  const sizes = await sentByBusy(facts, control, [begin, end]);
  let looked = 0;
  for (let place = 0; place < busy.channel.length; place++) {
    const [from, to] = [busy.starts[place], busy.starts[place + 1]];
    const times = busy.times.subarray(from, busy.ends[place]);
    const sent = sizes.subarray(from, to);
    // Sorts in place: Behaviour keeps the times of a channel unsorted.
    await sortTimes(times, control);
    await sortTimes(sent, control);
    describeIntervals(rhythm, place, intervalsOf(times));
    rhythm.cover[place] = covered(facts, place, times) / span;
    const median = quantileOf(sent, 0.5);
    const deviation = medianDeviation(sent, median);
    rhythm.sent[place] = median;
    rhythm.sentDeviation[place] = deviation;
    rhythm.sizes[place] = median === 0 ? 1 : Math.max(0, 1 - deviation / median);
    looked += to - from;
    if (looked < 50_000) continue;
    looked = 0;
    await checkpoint(control.signal);
  }
  return rhythm;
}

/** Seconds from a channel's first flow to its last. `times` ascend. */
function covered({ channels, flows: { busy, represents } }: Facts, place: number, times: Float64Array): number {
  if (represents === null) return times[times.length - 1] - times[0];
  const channel = busy.channel[place];
  return channels.to[channel] - channels.from[channel];
}

/** Ascending seconds between ascending times. */
export function intervalsOf(times: Float64Array): Float64Array {
  const intervals = new Float64Array(Math.max(0, times.length - 1));
  for (let i = 0; i < intervals.length; i++) intervals[i] = times[i + 1] - times[i];
  return intervals.sort();
}

function describeIntervals(rhythm: Rhythm, place: number, intervals: Float64Array): void {
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantileOf(intervals, share));
  const deviation = medianDeviation(intervals, median);
  rhythm.interval[place] = median;
  rhythm.intervalDeviation[place] = deviation;
  rhythm.regularity[place] = median === 0 ? 0 : Math.max(0, 1 - deviation / median);
  rhythm.symmetry[place] = high === low ? 1 : 1 - Math.abs((high + low - 2 * median) / (high - low));
}

function emptyRhythm(count: number): Rhythm {
  return {
    interval: new Float64Array(count),
    intervalDeviation: new Float64Array(count),
    sent: new Float64Array(count),
    sentDeviation: new Float64Array(count),
    regularity: new Float32Array(count),
    symmetry: new Float32Array(count),
    sizes: new Float32Array(count),
    cover: new Float32Array(count),
  };
}

/** Bytes sent per flow of a busy channel, in the layout of the times in `BusyChannels`. */
async function sentByBusy(
  { reader, flows: { channel, busy } }: Facts,
  control: Control,
  shares: readonly [number, number],
): Promise<Float64Array> {
  const next = busy.starts.slice();
  const sizes = new Float64Array(busy.times.length);
  await inBlocks(control, reader.rows, shares, (from, to) => {
    const bytes = reader.numbers('orig_bytes', from, to);
    for (let i = 0; i < to - from; i++) {
      const place = busy.placeOf[channel[from + i]];
      if (place !== NONE) sizes[next[place]++] = bytes[i];
    }
  });
  return sizes;
}
