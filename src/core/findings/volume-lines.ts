import type { Behaviour } from '../behaviour/behaviour.ts';
import { INFRASTRUCTURE } from '../behaviour/channels.ts';
import { volumeSurprise } from '../behaviour/combined.ts';
import { inStretches } from '../behaviour/pace.ts';
import { Calibration } from '../behaviour/surprise.ts';
import type { Control } from '../control.ts';
import type { Represented } from '../table/represented.ts';
import { type Line, placeOf } from './line.ts';

/** Weight of a Volume score beside Behaviour scores. */
const VOLUME_WEIGHT = 0.7;

/** Lines of Volume: one for each host pair whose flows Volume scores higher than Behaviour. */
export interface VolumeLines {
  readonly lines: readonly Line[];
  /** The number of flows of the log that are at least as far from the rest as this row. */
  readonly beyond: (row: number) => number;
}

/**
 * `volume` is a PCA score on the log scale. A pair's score is the −log10 p of its most unusual flow, weighted as in
 * Combined, minus log10 of the number of pairs that are at least as unusual. 8 bytes per flow, 8 bytes per pair.
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
        score: strength,
        row,
        flows,
        ...span,
        isToOne: true,
      });
    }
  });
  const edges = [...new Set(lines.map(({ row }) => volume[row]))];
  const beyond = await countAtLeast(volume, edges, behaviour.facts.flows.represents, control);
  return { lines, beyond: (row) => beyond.get(volume[row]) ?? 0 };
}

/**
 * For each host pair, the most unusual flow that Volume scores highest, as row plus one (0 for none), and the number of
 * these flows.
 */
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
      counts[pair] += flows.represents === null ? 1 : flows.represents.flows[row];
      if (best[pair] === 0 || volume[row] > volume[best[pair] - 1]) best[pair] = row + 1;
    }
  });
  return { best, counts };
}

/**
 * For each edge, the number of flows whose values are at least as large. One pass; looks up only values above the lowest edge.
 */
async function countAtLeast(
  values: Float64Array,
  edges: readonly number[],
  represents: Represented | null,
  control: Control,
): Promise<ReadonlyMap<number, number>> {
  const ascending = Float64Array.from(edges).sort();
  const counts = new Uint32Array(ascending.length);
  await inStretches(control, ascending.length === 0 ? 0 : values.length, (from, to) => {
    for (let i = from; i < to; i++) {
      if (values[i] >= ascending[0])
        counts[lastAtMost(ascending, values[i])] += represents === null ? 1 : represents.flows[i];
    }
  });
  for (let edge = counts.length - 2; edge >= 0; edge--) counts[edge] += counts[edge + 1];
  return new Map(Array.from(ascending, (edge, at) => [edge, counts[at]]));
}

/** Index of the highest edge that is at most the value. */
function lastAtMost(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= value) low = middle;
    else high = middle;
  }
  return low;
}
