import { FEW, sortedCopy } from '../sorted-copy.ts';
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
  /** Seconds that each gap between calls is reduced by: the longest gap within a call. Otherwise 0. */
  readonly within: number;
  /** Mean of ln of the gaps, less `within`. */
  readonly logMean: number;
  /** Whether the tail is exact, see `moranTail`. */
  readonly isExact: boolean;
}

export const LEAST_GAPS = 5;
const LEAST_GAP = 1e-3;
/** Constants of Moran's statistic for one gap: Euler's constant in its mean, and its variance. */
export const EULER = 0.5772;
export const VARIANCE = 0.645;
/** Minimum number of flows in which calls of several flows are looked for. */
const LEAST_FLOWS = 10;
/** Gaps below this part of their 75 % quantile are within a call, if that is at least half a second. */
const WITHIN = 0.2;
const LEAST_WITHIN = 0.5;
/** Minimum fraction of gaps that are between calls. */
const LEAST_BETWEEN = 0.35;
/** What a second test costs, as −log10 p. */
export const SECOND_TEST = 0.3;

/**
 * Up to this number of gaps the tail of the statistic is exact if they are long enough: the normal one gives five perfect
 * gaps 1.27 and eleven 2.07. Repeated attempts are as even, but only seconds apart.
 */
export const MOST_EXACT = 32;
export const LEAST_EXACT = 30;

/**
 * Tests the gaps between ascending times, from index `from` up to `to`: those of single flows, and those between calls
 * where short gaps within a call would hide the rhythm. The more unusual result counts. With `mayBeExact` few gaps have
 * the exact tail.
 */
export function testGaps(times: Float64Array, from: number, to: number, mayBeExact: boolean): Gaps {
  const ofFlows = moran(times, from, to, mayBeExact);
  if (ofFlows.surprise >= MOST - SECOND_TEST) return ofFlows;
  return testCalls(times, from, to, ofFlows.surprise, mayBeExact) ?? ofFlows;
}

/**
 * The gaps between calls of several flows, each less the longest gap within a call: what is left of exponential gaps is
 * exponential, so the same test holds. Null if it is not more unusual than `least`.
 */
function testCalls(times: Float64Array, from: number, to: number, least: number, mayBeExact: boolean): Gaps | null {
  const count = to - from - 1;
  if (to - from < LEAST_FLOWS) return null;
  reserve(count);
  const { gaps, starts } = lent;
  for (let i = 0; i < count; i++) gaps[i] = times[from + i + 1] - times[from + i];
  const within = WITHIN * upperQuartile(gaps, count);
  if (within < LEAST_WITHIN) return null;
  let between = 0;
  for (let i = 0; i < count; i++) if (gaps[i] > within) between++;
  if (between === count || between < LEAST_BETWEEN * count) return null;
  starts[0] = 0;
  for (let i = 0, call = 0; i < count; i++) {
    if (gaps[i] <= within) continue;
    starts[call + 1] = starts[call] + gaps[i] - within;
    call++;
  }
  const found = moran(starts, 0, between + 1, mayBeExact);
  const surprise = found.surprise - SECOND_TEST;
  if (surprise <= least) return null;
  const { count: tested, mean, logMean, isExact } = found;
  return { count: tested, mean: mean + within, surprise, calls: between + 1, within, logMean, isExact };
}

/** Room for the gaps of one channel and the starts of its calls, lent to `testCalls`. */
let lent = { gaps: new Float32Array(64), starts: new Float64Array(65) };

function reserve(count: number): void {
  if (count <= lent.gaps.length) return;
  const room = 2 * count;
  lent = { gaps: new Float32Array(room), starts: new Float64Array(room + 1) };
}

/** The 75 % quantile of the first `count` gaps. */
function upperQuartile(gaps: Float32Array, count: number): number {
  if (count > FEW) return quantilesOf(gaps, count).at(0.75);
  const sorted = sortedCopy(gaps, 0, count);
  const place = 0.75 * (count - 1);
  const low = sorted[Math.floor(place)];
  const rest = place - Math.floor(place);
  return rest === 0 ? low : low + (sorted[Math.ceil(place)] - low) * rest;
}

/**
 * Moran's test of the gaps between ascending times, from index `from` up to `to`. Gaps above ten means are pauses and
 * left out.
 */
function moran(times: Float64Array, from: number, to: number, mayBeExact: boolean): Gaps {
  const all = to - from - 1;
  const [first, last] = [times[from], times[to - 1]];
  // Flows that start at one instant have no rhythm.
  if (last === first) return { count: all, mean: 0, surprise: 0, calls: 0, within: 0, logMean: 0, isExact: false };
  const most = (10 * (last - first)) / all;
  let count = 0;
  let sum = 0;
  let logs = 0;
  for (let i = from + 1; i < to; i++) {
    const gap = Math.max(times[i] - times[i - 1], LEAST_GAP);
    if (gap > most && most > 0) continue;
    count++;
    sum += gap;
    logs += Math.log(gap);
  }
  const mean = sum / count;
  const logMean = logs / count;
  const isExact = mayBeExact && count <= MOST_EXACT && mean >= LEAST_EXACT;
  if (count < LEAST_GAPS) return { count, mean, surprise: 0, calls: 0, within: 0, logMean, isExact };
  const statistic = Math.log(mean) - logMean;
  const z = (EULER - statistic) / Math.sqrt(VARIANCE / count);
  const surprise = z > 0 ? capped(isExact ? moranTail(statistic, count) : normalTail(z)) : 0;
  return { count, mean, surprise, calls: 0, within: 0, logMean, isExact };
}

/**
 * −log10 of the probability that the statistic M of Moran is as small for `count` exponential gaps:
 * 2 m M / (1 + (m + 1)/(6 m)) is nearly chi-squared with m - 1 degrees of freedom (Bartlett's correction). The lower tail
 * by its power series. Linear in the gaps.
 */
export function moranTail(statistic: number, count: number): number {
  const half = (count * statistic) / (1 + (count + 1) / (6 * count));
  if (!(half > 0)) return MOST;
  const degrees = (count - 1) / 2;
  let term = 1;
  let sum = 1;
  for (let n = 1; term > 1e-12 * sum; n++) {
    term *= half / (degrees + n);
    sum += term;
  }
  let logGamma = count % 2 === 1 ? 0 : 0.5 * Math.log(Math.PI);
  for (let k = degrees; k > 0; k--) logGamma += Math.log(k);
  return (logGamma + half - degrees * Math.log(half) - Math.log(sum)) / Math.LN10;
}
