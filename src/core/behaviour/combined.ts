import type { Control } from '../control.ts';
import { inStretches } from './pace.ts';
import { Calibration, capped } from './surprise.ts';
import { beyond, fitTail, quantilesOf } from './tail.ts';

const LEAST_SCALE = 0.5;

/** Behaviour and Volume as one list, and which of the two leads each flow. */
export interface Combined {
  readonly scores: Float64Array;
  /** By row, 1 where Volume leads. */
  readonly isVolume: Uint8Array;
}

/**
 * One score a flow: the larger of its behaviour and its volume's surprise. Volume's score (PCA on the log scale, which found
 * more than on the raw one in every mix that was tried) is no chance, so it is first made one: an exponential tail of ln(1 + score) through the 75 % and 95 % quantiles of all flows, less log10 of the
 * number of flows at least as far out. So a flow that stands out alone joins the list, and a log where Volume sees
 * something everywhere keeps the order of Behaviour. 17 bytes a row.
 */
export async function combine(behaviour: Float64Array, volume: Float64Array, control: Control): Promise<Combined> {
  const surprise = await volumeSurprise(volume, control);
  const scores = new Float64Array(behaviour.length);
  const isVolume = new Uint8Array(behaviour.length);
  await inStretches(control, scores.length, (from, to) => {
    for (let row = from; row < to; row++) {
      const ofVolume = surprise[row];
      scores[row] = Math.max(behaviour[row], ofVolume);
      if (ofVolume > behaviour[row]) isVolume[row] = 1;
    }
  });
  return { scores, isVolume };
}

/** Decades of surprise of each flow's volume, 0 to 6. */
export async function volumeSurprise(volume: Float64Array, control: Control): Promise<Float32Array> {
  const logs = new Float32Array(volume.length);
  await inStretches(control, volume.length, (from, to) => {
    for (let row = from; row < to; row++) logs[row] = Math.log1p(volume[row]);
  });
  const tail = fitTail(quantilesOf(logs, logs.length), LEAST_SCALE);
  const calibration = new Calibration();
  await inStretches(control, logs.length, (from, to) => {
    for (let row = from; row < to; row++) {
      logs[row] = capped(beyond(tail, logs[row]));
      calibration.add(logs[row]);
    }
  });
  calibration.finish();
  await inStretches(control, logs.length, (from, to) => {
    for (let row = from; row < to; row++) logs[row] = calibration.left(logs[row]);
  });
  return logs;
}
