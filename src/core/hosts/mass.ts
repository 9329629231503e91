import type { Facts } from '../behaviour/facts.ts';
import { inStretches } from '../behaviour/pace.ts';
import type { Control } from '../control.ts';
import type { Bitmap } from '../selection/bitmap.ts';
import { hostsOfPairs, type Side } from './sides.ts';

/** Flows above a threshold per host, by code of each side's column: its anomalous flows. */
export type Mass = Readonly<Record<Side, Uint32Array>>;

/** One pass over the scores of all or selected rows. Looks up only flows above the threshold. */
export async function countMass(
  { reader, channels, flows }: Facts,
  scores: Float64Array,
  threshold: number,
  selected: Bitmap | null,
  control: Control,
): Promise<Mass> {
  const mass = {
    source: new Uint32Array(reader.codeCount('id.orig_h')),
    destination: new Uint32Array(reader.codeCount('id.resp_h')),
  };
  const [sources, destinations] = [hostsOfPairs(channels, 'source'), hostsOfPairs(channels, 'destination')];
  await inStretches(control, scores.length, (from, to) => {
    for (let row = from; row < to; row++) {
      if (!(scores[row] > threshold) || selected?.has(row) === false) continue;
      const pair = channels.pair[flows.channel[row]];
      mass.source[sources[pair]]++;
      mass.destination[destinations[pair]]++;
    }
  });
  return mass;
}
