import type { Control } from '../control.ts';
import { inStretches } from './pace.ts';
import { capped } from './surprise.ts';
import { beyond, fitTail, quantilesOf } from './tail.ts';

/** A flow's volume counts as this much of its surprise beside what Behaviour says. */
export const VOLUME_WEIGHT = 0.7;
const LEAST_SCALE = 0.1;

/** Behaviour and Volume as one list, and which of the two leads each flow. */
export interface Combined {
  readonly scores: Float64Array;
  /** By row, 1 where Volume leads. */
  readonly isVolume: Uint8Array;
}

/**
 * One score a flow: the larger of its behaviour's and .7 of its volume's surprise. `volume` is a score of PCA on the log scale,
 * which is no chance: an exponential tail of ln(1 + score) through the 75 % and 95 % quantiles of all flows makes it one. So
 * three flows in four keep the order of Behaviour, and what it says nothing of has that of Volume. 13 bytes a row.
 */
export async function combine(behaviour: Float64Array, volume: Float64Array, control: Control): Promise<Combined> {
  const surprise = await volumeSurprise(volume, control);
  const scores = new Float64Array(behaviour.length);
  const isVolume = new Uint8Array(behaviour.length);
  await inStretches(control, scores.length, (from, to) => {
    for (let row = from; row < to; row++) {
      const ofVolume = VOLUME_WEIGHT * surprise[row];
      scores[row] = Math.max(behaviour[row], ofVolume);
      if (ofVolume > behaviour[row]) isVolume[row] = 1;
    }
  });
  return { scores, isVolume };
}

/** Decades of surprise of each flow's volume, 0 to 6; 0 for the lower three quarters. */
export async function volumeSurprise(volume: Float64Array, control: Control): Promise<Float32Array> {
  const logs = new Float32Array(volume.length);
  await inStretches(control, volume.length, (from, to) => {
    for (let row = from; row < to; row++) logs[row] = Math.log1p(volume[row]);
  });
  const tail = fitTail(quantilesOf(logs, logs.length), LEAST_SCALE);
  await inStretches(control, logs.length, (from, to) => {
    for (let row = from; row < to; row++) logs[row] = capped(beyond(tail, logs[row]));
  });
  return logs;
}
