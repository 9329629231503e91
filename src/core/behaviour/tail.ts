import type { Control } from '../control.ts';
import { inStretches } from './pace.ts';

/** An exponential tail: its start and its mean, and what they follow from. */
export interface Tail {
  readonly start: number;
  readonly scale: number;
  /** The 75 % and 95 % quantiles of the peers, and the minimum of start and scale. */
  readonly q75: number;
  readonly q95: number;
  readonly least: number;
  readonly floor: number;
}

/** −log10 p at the 75 % quantile: a quarter of the values lie above it, 10^−0.602. */
export const AT_START = 0.602;
const LEAST_PEERS = 4;

/**
 * Fits an exponential tail through the 75 % and 95 % quantiles of the peers. Up to 5 % of the peers can be an attack
 * without changing it. It fits sizes and counts; a normal tail gave every large upload the maximum. `floor` is the
 * minimum scale. Values at or below `least` score 0. Null for fewer than 4 peers.
 */
export function fitTail(peers: Quantiles, floor: number, least = -Infinity): Tail | null {
  if (peers.count < LEAST_PEERS) return null;
  return tailOf(peers.at(0.75), peers.at(0.95), floor, least);
}

/** The same of the first `count` of many values, none of them negative. Linear. Yields to other messages. */
export async function fitTailInTurns(
  peers: Float32Array,
  count: number,
  control: Control,
  floor: number,
  least = -Infinity,
): Promise<Tail | null> {
  return fitTail(await quantilesInTurns(peers, count, [0.75, 0.95], control), floor, least);
}

/** The tail of these quantiles. */
export function tailOf(q75: number, q95: number, floor: number, least: number): Tail {
  return { start: Math.max(q75, least), scale: Math.max((q95 - q75) / Math.log(5), floor), q75, q95, least, floor };
}

/** −log10 p at `x`. 0 up to the start of the tail. */
export function beyond(tail: Pick<Tail, 'start' | 'scale'> | null, x: number): number {
  return tail !== null && x > tail.start ? AT_START + (x - tail.start) / (tail.scale * Math.LN10) : 0;
}

/** Quantiles of a sample, interpolated linearly. */
export interface Quantiles {
  readonly count: number;
  at(share: number): number;
}

const HALF = 1 << 16;
/** Up to this number of values sorting is faster. */
const FEW = 4096;

/**
 * Quantiles of the first `count` values, none of them negative. Non-negative floats sort like their bits, so two
 * counting passes over halves of the bits find a quantile without sorting or copying. 2 ns per value and pass.
 */
export function quantilesOf(values: Float32Array, count: number): Quantiles {
  if (count <= FEW) return quantilesIn(count, sortedOrder(values, count));
  const counted = halvesOf(values, count);
  countHigh(counted, 0, count);
  return quantilesIn(count, (k) => smallestIn(counted, k));
}

/** The same, with the passes for these `shares` done. Yields to other messages. */
async function quantilesInTurns(
  values: Float32Array,
  count: number,
  shares: readonly number[],
  control: Control,
): Promise<Quantiles> {
  if (count <= FEW) return quantilesOf(values, count);
  const counted = halvesOf(values, count);
  await inStretches(control, count, (from, to) => countHigh(counted, from, to));
  for (const share of shares) {
    for (const k of neighbours(share * (count - 1))) {
      const [upper] = placeIn(counted.high, k);
      if (counted.lows.has(upper)) continue;
      const low = new Uint32Array(HALF);
      await inStretches(control, count, (from, to) => countLow(counted.bits, upper, from, to, low));
      counted.lows.set(upper, low);
    }
  }
  return quantilesIn(count, (k) => smallestIn(counted, k));
}

/** `smallest` gives the k-th smallest value, from 0. */
function quantilesIn(count: number, smallest: (k: number) => number): Quantiles {
  return {
    count,
    at: (share) => {
      const place = share * (count - 1);
      const [below, above] = neighbours(place);
      const low = smallest(below);
      return above === below ? low : low + (smallest(above) - low) * (place - below);
    },
  };
}

/** The whole numbers around a place, equal for a whole one. */
function neighbours(place: number): readonly [below: number, above: number] {
  return [Math.floor(place), Math.ceil(place)];
}

function sortedOrder(values: Float32Array, count: number): (k: number) => number {
  const sorted = values.slice(0, count).sort();
  return (k) => sorted[k];
}

/** Counts of the halves of values, by their bits. */
interface Halves {
  readonly bits: Uint32Array;
  readonly high: Uint32Array;
  /** Lower halves by upper half: neighbouring quantiles share their upper half. */
  readonly lows: Map<number, Uint32Array>;
}

function halvesOf(values: Float32Array, count: number): Halves {
  const bits = new Uint32Array(values.buffer, values.byteOffset, count);
  return { bits, high: new Uint32Array(HALF), lows: new Map() };
}

function smallestIn({ bits, high, lows }: Halves, k: number): number {
  const [upper, left] = placeIn(high, k);
  let low = lows.get(upper);
  if (low === undefined) {
    low = new Uint32Array(HALF);
    countLow(bits, upper, 0, bits.length, low);
    lows.set(upper, low);
  }
  const [lower] = placeIn(low, left);
  return new Float32Array(Uint32Array.of((upper << 16) | lower).buffer)[0];
}

/** The bin of the `k`-th value, and the number of earlier values in this bin. */
function placeIn(counts: Uint32Array, k: number): [place: number, left: number] {
  let place = 0;
  let left = k;
  while (left >= counts[place]) left -= counts[place++];
  return [place, left];
}

function countHigh({ bits, high }: Halves, from: number, to: number): void {
  for (let i = from; i < to; i++) high[bits[i] >>> 16]++;
}

/** Counts the lower halves of the values with one upper half. */
function countLow(bits: Uint32Array, upper: number, from: number, to: number, low: Uint32Array): void {
  for (let i = from; i < to; i++) if (bits[i] >>> 16 === upper) low[bits[i] & (HALF - 1)]++;
}
