import type { Behaviour } from '../behaviour/behaviour.ts';
import { INFRASTRUCTURE } from '../behaviour/channels.ts';
import { volumeSurprise } from '../behaviour/combined.ts';
import { inStretches } from '../behaviour/pace.ts';
import { Calibration } from '../behaviour/surprise.ts';
import type { Control } from '../control.ts';
import { type Line, placeOf } from './line.ts';

/** A flow's volume counts as this much of its surprise beside what Behaviour says. */
const VOLUME_WEIGHT = 0.7;

/** What Volume sees that Behaviour has less to say of: one line a host pair. */
export interface VolumeLines {
  readonly lines: readonly Line[];
  /** How many flows of the log are at least as far from the rest as the row of one of the lines. */
  readonly beyond: (row: number) => number;
}

/**
 * `volume` is a score of PCA on the log scale. A pair's surprise is that of its oddest flow, weighed as in Combined, less
 * log10 of the pairs that are at least as odd: where a hundred are, none is news. 8 bytes a flow, 8 a pair.
 */
export async function volumeLines(
  behaviour: Behaviour,
  volume: Float64Array,
  least: number,
  control: Control,
): Promise<VolumeLines> {
  const { reader } = behaviour.facts;
  const surprise = await volumeSurprise(volume, control);
  const { best, counts } = await oddestByPair(behaviour, volume, surprise, least, control);
  const calibration = new Calibration();
  const lines: Line[] = [];
  await inStretches(control, best.length, (from, to) => {
    for (let pair = from; pair < to; pair++) {
      if (best[pair] > 0) calibration.add(VOLUME_WEIGHT * surprise[best[pair] - 1]);
    }
  });
  calibration.finish();
  await inStretches(control, best.length, (from, to) => {
    for (let pair = from; pair < to; pair++) {
      if (best[pair] === 0) continue;
      const row = best[pair] - 1;
      const strength = calibration.left(VOLUME_WEIGHT * surprise[row]);
      if (strength < least) continue;
      const time = reader.numbers('ts', row, row + 1)[0];
      const flows = counts[pair];
      const span = { from: time, to: time };
      lines.push({
        ...placeOf(behaviour, row),
        witness: 'volume',
        part: -1,
        strength,
        row,
        flows,
        ...span,
        isToOne: true,
      });
    }
  });
  const beyond = await countAtLeast(volume, [...new Set(lines.map(({ row }) => volume[row]))], control);
  return { lines, beyond: (row) => beyond.get(volume[row]) ?? 0 };
}

/** Of each host pair the oddest flow that Volume leads, as its row plus one (0 without), and how many it leads. */
async function oddestByPair(
  { facts: { flows, channels }, scores }: Behaviour,
  volume: Float64Array,
  surprise: Float32Array,
  least: number,
  control: Control,
): Promise<{ readonly best: Uint32Array; readonly counts: Uint32Array }> {
  const best = new Uint32Array(channels.pairs.count);
  const counts = new Uint32Array(channels.pairs.count);
  await inStretches(control, flows.count, (from, to) => {
    for (let row = from; row < to; row++) {
      const ofVolume = VOLUME_WEIGHT * surprise[row];
      if (ofVolume < least || ofVolume <= scores[row]) continue;
      const channel = flows.channel[row];
      if ((channels.flags[channel] & INFRASTRUCTURE) !== 0) continue;
      const pair = channels.pair[channel];
      counts[pair]++;
      if (best[pair] === 0 || volume[row] > volume[best[pair] - 1]) best[pair] = row + 1;
    }
  });
  return { best, counts };
}

/** By edge, how many values are at least as large: one pass, in which only values above the lowest edge are looked up. */
async function countAtLeast(
  values: Float64Array,
  edges: readonly number[],
  control: Control,
): Promise<ReadonlyMap<number, number>> {
  const ascending = Float64Array.from(edges).sort();
  const counts = new Uint32Array(ascending.length);
  await inStretches(control, ascending.length === 0 ? 0 : values.length, (from, to) => {
    for (let i = from; i < to; i++) if (values[i] >= ascending[0]) counts[lastAtMost(ascending, values[i])]++;
  });
  for (let edge = counts.length - 2; edge >= 0; edge--) counts[edge] += counts[edge + 1];
  return new Map(Array.from(ascending, (edge, at) => [edge, counts[at]]));
}

/** Place of the highest edge that is not above the value. */
function lastAtMost(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= value) low = middle;
    else high = middle;
  }
  return low;
}
