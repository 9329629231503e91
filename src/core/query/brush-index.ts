import { checkpoint, turns } from '../control.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import type { BinCodes } from './bin-codes.ts';
import { type BinCounts, splitCounts } from './bin-counts.ts';
import { type Picked, pickedRoom, pickGroup } from './picked.ts';

/** A brush: per dimension, the steps from `from` up to but excluding `to`. */
export type Box = readonly (readonly [from: number, to: number])[];

/**
 * Prefix sums that answer the chart counts of any brush over one or two dimensions without reading rows.
 *
 *     step of the brush   0   1   2   3  ..       sums[s] = counts of all picked rows in steps below s
 *     chart's bins        ▪   ▪▪  ▪   ▪▪▪         a brush from step a to b holds sums[b] - sums[a]
 *
 * In two dimensions each sum covers the cells left of and below a corner, and a brush reads four corners. Source:
 * Moritz, Howe and Heer, Falcon (2019). Memory: 8 bytes per step and bin.
 */
export interface BrushIndex {
  readonly dimensions: readonly BinCodes[];
  /** Per chart: for each corner, the count pairs of its bins (see `splitCounts`). */
  readonly sums: readonly Uint32Array[];
  readonly charts: readonly BinCodes[];
}

/**
 * Builds the prefix sums of the picked rows, per chart over the brush dimensions. 4 ns per picked row and chart. Yields
 * to other messages.
 */
export async function buildBrushIndex(
  dimensions: readonly BinCodes[],
  charts: readonly BinCodes[],
  picked: Picked,
  signal: AbortSignal,
): Promise<BrushIndex> {
  const width = dimensions[0].bins + 1;
  const height = dimensions.length === 1 ? 1 : dimensions[1].bins + 1;
  const sums = charts.map(({ bins }) => new Uint32Array(width * height * pairsOf(bins)));
  const room = pickedRoom();
  const corners = new Int32Array(GROUP_ROWS);
  const isDue = turns();
  for (let group = 0; group * GROUP_ROWS < picked.selected.rows; group++) {
    const first = group * GROUP_ROWS;
    const count = pickGroup(picked, group, room);
    findCorners(dimensions, first, room, count, corners);
    for (const [chart, { codes, bins }] of charts.entries()) {
      addCounts(codes, first, room, corners, count, pairsOf(bins), sums[chart]);
      if (isDue()) await checkpoint(signal);
    }
  }
  for (const [chart, { bins }] of charts.entries()) sumUp(sums[chart], width, height, pairsOf(bins));
  return { dimensions, sums, charts };
}

/** What is inside a brush. `anomalies` are the flows above the threshold. */
export interface InBrush {
  readonly flows: number;
  readonly anomalies: number;
  /** Counts per chart. */
  readonly charts: readonly BinCounts[];
}

/** Counts inside a brush. A few µs per chart. There must be a chart. */
export function countInBrush({ dimensions, sums, charts }: BrushIndex, box: Box): InBrush {
  const width = dimensions[0].bins + 1;
  const counted = charts.map(({ bins }, chart) => {
    const pairs = pairsOf(bins);
    const counts = new Uint32Array(pairs);
    const add = (x: number, y: number, sign: number) => {
      const at = (y * width + x) * pairs;
      for (let i = 0; i < pairs; i++) counts[i] += sign * sums[chart][at + i];
    };
    const [[left, right], [bottom, top] = [0, 0]] = box;
    add(right, top, 1);
    add(left, top, -1);
    if (dimensions.length > 1) {
      add(right, bottom, -1);
      add(left, bottom, 1);
    }
    return counts;
  });
  // Any chart has all flows, those without a bin included.
  const total = (mark: 0 | 1) => counted[0].reduce((sum, count, at) => sum + (at % 2 === mark ? count : 0), 0);
  const anomalies = total(1);
  return {
    flows: total(0) + anomalies,
    anomalies,
    charts: counted.map((counts, chart) => splitCounts(counts, charts[chart].bins)),
  };
}

/** Numbers per corner of a chart: two per bin, including the bin of rows outside all bins. */
function pairsOf(bins: number): number {
  return 2 * (bins + 1);
}

const NOWHERE = -1;

/** The first corner that counts each picked row: the one after its step. */
function findCorners(
  [x, y]: readonly BinCodes[],
  first: number,
  picked: Uint32Array,
  count: number,
  out: Int32Array,
): void {
  const width = x.bins + 1;
  for (let i = 0; i < count; i++) {
    const row = first + (picked[i] >>> 1);
    const [column, line] = [x.codes[row], y === undefined ? -1 : y.codes[row]];
    out[i] = column === x.bins || line === y?.bins ? NOWHERE : (line + 1) * width + column + 1;
  }
}

function addCounts(
  codes: BinCodes['codes'],
  first: number,
  picked: Uint32Array,
  corners: Int32Array,
  count: number,
  pairs: number,
  sums: Uint32Array,
): void {
  for (let i = 0; i < count; i++) {
    if (corners[i] === NOWHERE) continue;
    sums[corners[i] * pairs + ((codes[first + (picked[i] >>> 1)] << 1) | (picked[i] & 1))]++;
  }
}

function sumUp(sums: Uint32Array, width: number, height: number, pairs: number): void {
  const line = width * pairs;
  for (let first = 0; first < sums.length; first += line) {
    for (let at = first + pairs; at < first + line; at++) sums[at] += sums[at - pairs];
  }
  if (height > 1) for (let at = line; at < sums.length; at++) sums[at] += sums[at - line];
}
