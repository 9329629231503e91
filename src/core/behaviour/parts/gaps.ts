import { capped, MOST, normalTail } from '../surprise.ts';
import { quantilesOf } from '../tail.ts';

/** How even the gaps between the starts of a channel's flows are. */
export interface Gaps {
  readonly count: number;
  /** Seconds from one start to the next. */
  readonly mean: number;
  /** −log10 p of gaps that are as even by chance. */
  readonly surprise: number;
  /** Calls, if each is of several flows and the gaps are those between calls. Otherwise 0. */
  readonly calls: number;
}

export const LEAST_GAPS = 5;
const LEAST_GAP = 1e-3;
/** Constants of Moran's statistic for one gap: Euler's constant in its mean, and its variance. */
const EULER = 0.5772;
const VARIANCE = 0.645;
/** Minimum number of flows in which calls of several flows are looked for. */
const LEAST_FLOWS = 10;
/** Gaps below this part of their 75 % quantile are within a call, if that is at least half a second. */
const WITHIN = 0.2;
const LEAST_WITHIN = 0.5;
/** Minimum fraction of gaps that are between calls. */
const LEAST_BETWEEN = 0.35;
/** What a second test costs, as −log10 p. */
const SECOND_TEST = 0.3;

/**
 * Tests the gaps between ascending times: those of single flows, and those between calls where short gaps within a call
 * would hide the rhythm. The more unusual result counts.
 */
export function testGaps(times: Float64Array): Gaps {
  const ofFlows = moran(times);
  return ofFlows.surprise < MOST - SECOND_TEST ? (testCalls(times, ofFlows.surprise) ?? ofFlows) : ofFlows;
}

/**
 * The gaps between calls of several flows, each less the longest gap within a call: what is left of exponential gaps is
 * exponential, so the same test holds. Null if it is not more unusual than `least`.
 */
function testCalls(times: Float64Array, least: number): Gaps | null {
  const count = times.length - 1;
  if (times.length < LEAST_FLOWS) return null;
  const gaps = new Float32Array(count);
  for (let i = 0; i < count; i++) gaps[i] = times[i + 1] - times[i];
  const within = WITHIN * quantilesOf(gaps, count).at(0.75);
  if (within < LEAST_WITHIN) return null;
  let between = 0;
  const starts = new Float64Array(times.length);
  for (const gap of gaps) {
    if (gap <= within) continue;
    starts[between + 1] = starts[between] + gap - within;
    between++;
  }
  if (between === count || between < LEAST_BETWEEN * count) return null;
  const found = moran(starts.subarray(0, between + 1));
  const surprise = found.surprise - SECOND_TEST;
  return surprise > least ? { count: found.count, mean: found.mean + within, surprise, calls: between + 1 } : null;
}

/** Moran's test of the gaps between ascending times. Gaps above ten means are pauses and left out. */
function moran(times: Float64Array): Gaps {
  const all = times.length - 1;
  // Flows that start at one instant have no rhythm.
  if (times[all] === times[0]) return { count: all, mean: 0, surprise: 0, calls: 0 };
  const most = (10 * (times[all] - times[0])) / all;
  let [count, sum, logs] = [0, 0, 0];
  for (let i = 1; i < times.length; i++) {
    const gap = Math.max(times[i] - times[i - 1], LEAST_GAP);
    if (gap > most && most > 0) continue;
    count++;
    sum += gap;
    logs += Math.log(gap);
  }
  const mean = sum / count;
  if (count < LEAST_GAPS) return { count, mean, surprise: 0, calls: 0 };
  const z = (EULER - (Math.log(mean) - logs / count)) / Math.sqrt(VARIANCE / count);
  return { count, mean, surprise: z > 0 ? capped(normalTail(z)) : 0, calls: 0 };
}
