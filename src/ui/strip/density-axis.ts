import type { AxisChoice, DensityAxis } from '../../worker/api.ts';
import { fromSymlog, linearTicks, symlog, symlogTicks, type Tick } from '../charts/ticks.ts';
import { formatDuration, formatField, formatScore } from '../parts/format.ts';

/** One axis of a density map: its bins and its label. */
export interface MapAxis {
  readonly cut: DensityAxis;
  readonly choice: AxisChoice;
  /** Zeek type of the field, empty for a component. */
  readonly type: string;
}

/** Position of a value, from 0 (left, bottom) to 1. */
export function placeOn({ cut }: MapAxis, value: number): number {
  return ((cut.scale === 'symlog' ? symlog(value) : value) - cut.min) / (cut.max - cut.min);
}

/** Edges of the bins in the axis' own unit. They equal the engine's to the bit, so a brush selects what it shows. */
export function edgesOf({ cut: { bins, scale, min, max } }: MapAxis): readonly number[] {
  const step = (max - min) / bins;
  return Array.from({ length: bins + 1 }, (_, i) => {
    const scaled = min + i * step;
    return scale === 'linear' ? scaled : Math.sign(scaled) * Math.expm1(Math.abs(scaled) * Math.LN10);
  });
}

/** About `most` ticks at round values in the axis' own unit, with positions from 0 to 1. */
export function axisTicks(axis: MapAxis, most: number): Tick[] {
  const { min, max, scale } = axis.cut;
  const label = (value: number) => shortLabel(axis, value);
  const ticks =
    scale === 'symlog'
      ? symlogTicks(min, max, most, label, axis.choice.unit === 'seconds')
      : linearTicks(min, max, most, label);
  return ticks
    .filter(({ at }) => at >= 0 || !isNeverNegative(axis))
    .map((tick) => ({ ...tick, at: (tick.at - min) / (max - min) }));
}

/** Whether negative values on the axis are only its margin around a single 0. */
function isNeverNegative({ cut: { min, max }, choice: { unit }, type }: MapAxis): boolean {
  if (unit === 'bytes' || unit === 'packets' || type === 'count' || type === 'port') return true;
  return unit === 'seconds' && min === -0.5 && max === 0.5;
}

/** The range of a bin in words: `1.27 kB to 1.74 kB`. Whole numbers for counted units. */
export function describeBin(axis: MapAxis, bin: number): string {
  const { cut, choice } = axis;
  const edge = (place: number) => {
    const scaled = cut.min + (place * (cut.max - cut.min)) / cut.bins;
    return cut.scale === 'symlog' ? fromSymlog(scaled) : scaled;
  };
  let [from, to] = [edge(bin), edge(bin + 1)];
  if (choice.unit === 'bytes' || choice.unit === 'packets' || axis.type === 'port') {
    const tiny = 1e-9 * (1 + Math.abs(to)); // edges are rounded; + 0 avoids printing -0
    [from, to] = [Math.ceil(from - tiny) + 0, bin + 1 < cut.bins ? Math.ceil(to - tiny) - 1 : Math.floor(to + tiny)];
  }
  const [first, last] = [labelOf(axis, from), labelOf(axis, to)];
  return first === last ? first : `${first} to ${last}`;
}

/** Words for the value at a border between two bins. */
export function describeBorder(axis: MapAxis, border: number): string {
  return labelOf(axis, edgesOf(axis)[border]);
}

function labelOf({ choice: { unit, kind }, type }: MapAxis, value: number): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(3));
  return kind === 'component' ? formatScore(rounded) : formatField(rounded, { type, unit });
}

/** A round value without trailing zero units: `10 m` instead of `10 m 00 s`. */
function shortLabel(axis: MapAxis, value: number): string {
  if (axis.choice.unit === 'seconds') return formatDuration(value).replace(/ 00 [smh]$/, '');
  return labelOf(axis, value);
}
