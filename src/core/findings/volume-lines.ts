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
  /** How many flows of the log are at least as far from the rest as one of them. */
  readonly beyond: (row: number) => number;
}

/**
 * `volume` is a score of PCA on the log scale. A pair's surprise is that of its oddest flow, weighed as in Combined, less
 * log10 of the pairs that are at least as odd: where a hundred are, none is news. 8 bytes a flow, 4 a pair.
 */
export async function volumeLines(
  behaviour: Behaviour,
  volume: Float64Array,
  least: number,
  control: Control,
): Promise<VolumeLines> {
  const { flows, channels, reader } = behaviour.facts;
  const surprise = await volumeSurprise(volume, control);
  const best = new Uint32Array(channels.pairs.count);
  const counts = new Uint32Array(channels.pairs.count);
  await inStretches(control, flows.count, (from, to) => {
    for (let row = from; row < to; row++) {
      const ofVolume = VOLUME_WEIGHT * surprise[row];
      if (ofVolume < least || ofVolume <= behaviour.scores[row]) continue;
      const channel = flows.channel[row];
      if ((channels.flags[channel] & INFRASTRUCTURE) !== 0) continue;
      const pair = channels.pair[channel];
      counts[pair]++;
      if (best[pair] === 0 || volume[row] > volume[best[pair] - 1]) best[pair] = row + 1;
    }
  });
  const calibration = new Calibration();
  for (const row of best) if (row > 0) calibration.add(VOLUME_WEIGHT * surprise[row - 1]);
  calibration.finish();
  const lines: Line[] = [];
  for (let pair = 0; pair < best.length; pair++) {
    if (best[pair] === 0) continue;
    const row = best[pair] - 1;
    const strength = calibration.left(VOLUME_WEIGHT * surprise[row]);
    if (strength < least) continue;
    const time = reader.numbers('ts', row, row + 1)[0];
    lines.push({
      ...placeOf(behaviour, row),
      witness: 'volume',
      part: -1,
      strength,
      row,
      flows: counts[pair],
      from: time,
      to: time,
      isToOne: true,
    });
  }
  const beyond = (row: number) => volume.reduce((count, score) => count + (score >= volume[row] ? 1 : 0), 0);
  return { lines, beyond };
}
