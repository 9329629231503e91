import type { Control } from '../control.ts';
import { logAll } from '../math/logarithms.ts';
import { BLOCK_ROWS, inStretches } from './pace.ts';
import { calibrationOf } from './part.ts';
import { capped, flowCountPenalty, scoreAtMost, scoreOf } from './surprise.ts';
import { beyond, fitTail, quantilesOf } from './tail.ts';

const LEAST_SCALE = 0.1;
/** The flow-count penalty of a pair counts its flows with at least this surprise. */
const LARGE = 1;

/** Behaviour and Volume as one list, and which of the two leads each flow. */
export interface Combined {
  readonly scores: Float64Array;
  /** By row, 1 where Volume leads. */
  readonly isVolume: Uint8Array;
}

/** Which host pair a flow belongs to. */
export interface PairOfRows {
  readonly count: number;
  readonly of: (row: number) => number;
}

/**
 * One score a flow: the larger of its behaviour's and its volume's. `volume` is a score of PCA on the log scale, which is no
 * chance: an exponential tail of ln(1 + score) through the 75 % and 95 % quantiles of all flows makes it a surprise. What is
 * left of that is found as for any part, a host pair being the entity: it is less the more pairs are as far out, and the more
 * such flows the pair has, so that neither many nor one can fill the top. 13 bytes a row, 12 a pair.
 */
export async function combine(
  behaviour: Float64Array,
  volume: Float64Array,
  pairs: PairOfRows,
  control: Control,
): Promise<Combined> {
  const surprise = await volumeSurprise(volume, control);
  const most = new Float32Array(pairs.count);
  const large = new Uint32Array(pairs.count);
  await inStretches(control, surprise.length, (from, to) => {
    for (let row = from; row < to; row++) {
      if (surprise[row] === 0) continue;
      const pair = pairs.of(row);
      if (surprise[row] > most[pair]) most[pair] = surprise[row];
      if (surprise[row] >= LARGE) large[pair]++;
    }
  });
  const calibration = await calibrationOf(most, control);
  const scores = behaviour.slice();
  const isVolume = new Uint8Array(behaviour.length);
  await inStretches(control, scores.length, (from, to) => {
    for (let row = from; row < to; row++) {
      if (surprise[row] === 0) continue;
      const left = calibration.left(surprise[row]) - flowCountPenalty(large[pairs.of(row)]);
      if (scoreAtMost(left) <= behaviour[row]) continue;
      const ofVolume = scoreOf(left);
      if (ofVolume <= behaviour[row]) continue;
      scores[row] = ofVolume;
      isVolume[row] = 1;
    }
  });
  return { scores, isVolume };
}

/** −log10 p of each flow's volume, 0 to 6; 0 for the lower three quarters. */
export async function volumeSurprise(volume: Float64Array, control: Control): Promise<Float32Array> {
  const logs = new Float32Array(volume.length);
  const block = new Float64Array(BLOCK_ROWS);
  await inStretches(control, volume.length, (from, to) => {
    const scores = volume.subarray(from, to);
    block.set(scores);
    logAll(block, 0, scores.length);
    logs.set(block.subarray(0, scores.length), from);
  });
  const tail = fitTail(quantilesOf(logs, logs.length), LEAST_SCALE);
  await inStretches(control, logs.length, (from, to) => {
    for (let row = from; row < to; row++) logs[row] = capped(beyond(tail, logs[row]));
  });
  return logs;
}
