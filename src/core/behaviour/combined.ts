import type { Control } from '../control.ts';
import { logAll } from '../math/logarithms.ts';
import { stepsOfVolume } from './derivation.ts';
import type { Norms } from './norms.ts';
import { BLOCK_ROWS, inStretches } from './pace.ts';
import { calibrationOf } from './part.ts';
import type { Step } from './steps.ts';
import { type Calibration, capped, flowCountPenalty, scoreAtMost, scoreOf } from './surprise.ts';
import { beyond, fitTailInTurns, type Tail } from './tail.ts';

/** The name of Volume's tail and counts in `Norms`. */
export const VOLUME_NORM = 'volume';
const LEAST_SCALE = 0.1;
/** Minimum −log10 p of a flow that the flow-count penalty of its pair counts. */
const LARGE = 1;

/** Combined scores of Behaviour and Volume. */
export interface Combined {
  readonly scores: Float64Array;
  /** By row: 1 if Volume gives the score. */
  readonly isVolume: Uint8Array;
  /** How the score of a row that Volume gives is computed. */
  readonly derive: (row: number) => Step[];
}

/** The host pair of each flow. */
export interface PairOfRows {
  readonly count: number;
  readonly of: (row: number) => number;
}

/**
 * One score per flow: the larger of the Behaviour score and the Volume score.
 * `volume` is a PCA score on the log scale, which is not a probability. An exponential tail of ln(1 + score) through
 * the 75 % and 95 % quantiles of all flows turns it into −log10 p. Calibration and flow-count penalty apply as for any
 * indicator, with the host pair as entity: many unusual pairs, or one pair with many unusual flows, cannot fill the
 * top. 13 bytes per row, 12 per pair, and 8 per row that Volume scores. `norms` are those of the facts of Behaviour, which
 * learn or give the tail and the counts.
 */
export async function combine(
  behaviour: Float64Array,
  volume: Float64Array,
  pairs: PairOfRows,
  control: Control,
  norms: Norms | null = null,
): Promise<Combined> {
  const { surprise, tail } = await surpriseOf(volume, control, norms);
  const most = new Float32Array(pairs.count);
  const large = new Uint32Array(pairs.count);
  await inStretches(control, surprise.length, (from, to) => addToPairs(pairs, surprise, from, to, most, large));
  const own = await calibrationOf(most, control);
  const calibration = norms === null ? own : norms.calibration(VOLUME_NORM, own);
  const scores = new Float64Array(behaviour.length);
  const isVolume = new Uint8Array(behaviour.length);
  await inStretches(control, scores.length, (from, to) =>
    raiseSome(pairs, surprise, large, calibration, behaviour, from, to, scores, isVolume),
  );
  const logs = await logsWhere(isVolume, volume, control);
  const derive = (row: number) => {
    const numbers = {
      log: logs.at(row),
      tail,
      calibration,
      large: large[pairs.of(row)],
      isByReference: calibration !== own,
    };
    return stepsOfVolume(numbers, scores[row]);
  };
  return { scores, isVolume, derive };
}

/** Of each pair, the most unusual flow and the number of large ones. */
function addToPairs(
  { of }: PairOfRows,
  surprise: Float32Array,
  from: number,
  to: number,
  most: Float32Array,
  large: Uint32Array,
): void {
  for (let row = from; row < to; row++) {
    if (surprise[row] === 0) continue;
    const pair = of(row);
    if (surprise[row] > most[pair]) most[pair] = surprise[row];
    if (surprise[row] >= LARGE) large[pair]++;
  }
}

/** Writes the scores of Behaviour, raises those of rows that Volume scores higher, and marks these. */
function raiseSome(
  { of }: PairOfRows,
  surprise: Float32Array,
  large: Uint32Array,
  calibration: Calibration,
  behaviour: Float64Array,
  from: number,
  to: number,
  scores: Float64Array,
  isVolume: Uint8Array,
): void {
  scores.set(behaviour.subarray(from, to), from);
  for (let row = from; row < to; row++) {
    if (surprise[row] === 0) continue;
    const left = calibration.left(surprise[row]) - flowCountPenalty(large[of(row)]);
    if (scoreAtMost(left) <= behaviour[row]) continue;
    const ofVolume = scoreOf(left);
    if (ofVolume <= behaviour[row]) continue;
    scores[row] = ofVolume;
    isVolume[row] = 1;
  }
}

/** ln(1 + volume) of the marked rows only, in row order: 8 bytes each. `at` finds a marked row. */
async function logsWhere(
  isMarked: Uint8Array,
  volume: Float64Array,
  control: Control,
): Promise<{ readonly at: (row: number) => number }> {
  let count = 0;
  await inStretches(control, isMarked.length, (from, to) => {
    for (let row = from; row < to; row++) count += isMarked[row];
  });
  const rows = new Uint32Array(count);
  const logs = new Float32Array(count);
  let place = 0;
  await inStretches(control, isMarked.length, (from, to) => {
    for (let row = from; row < to; row++) {
      if (isMarked[row] === 0) continue;
      rows[place] = row;
      logs[place++] = Math.log(1 + volume[row]);
    }
  });
  return { at: (row) => logs[placeOf(rows, row)] };
}

/** The index of a value in ascending values that contain it. */
function placeOf(values: Uint32Array, value: number): number {
  let [low, high] = [0, values.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (values[middle] <= value) low = middle;
    else high = middle;
  }
  return low;
}

/** −log10 p of each flow's volume, 0 to 6. 0 for the lower three quarters. 4 bytes per row. */
export async function volumeSurprise(volume: Float64Array, control: Control): Promise<Float32Array> {
  return (await surpriseOf(volume, control)).surprise;
}

async function surpriseOf(
  volume: Float64Array,
  control: Control,
  norms: Norms | null = null,
): Promise<{ readonly surprise: Float32Array; readonly tail: Tail | null }> {
  const logs = new Float32Array(volume.length);
  const block = new Float64Array(BLOCK_ROWS);
  await inStretches(control, volume.length, (from, to) => {
    const scores = volume.subarray(from, to);
    block.set(scores);
    logAll(block, 0, scores.length);
    logs.set(block.subarray(0, scores.length), from);
  });
  const own = await fitTailInTurns(logs, logs.length, control, LEAST_SCALE);
  const tail = norms === null ? own : norms.tail(VOLUME_NORM, own);
  await inStretches(control, logs.length, (from, to) => {
    surpriseOfLogs(tail, logs, from, to);
  });
  return { surprise: logs, tail };
}

function surpriseOfLogs(tail: Tail | null, logs: Float32Array, from: number, to: number): void {
  for (let row = from; row < to; row++) logs[row] = capped(beyond(tail, logs[row]));
}
