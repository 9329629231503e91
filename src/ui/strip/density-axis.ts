import type { AxisChoice, DensityAxis } from '../../worker/api.ts';
import { fromSymlog, linearTicks, symlog, symlogTicks, type Tick } from '../charts/ticks.ts';
import { formatDuration, formatField, formatScore } from '../parts/format.ts';

/** One axis of a density map: how its bins are cut, and what it shows. */
export interface MapAxis {
  readonly cut: DensityAxis;
  readonly choice: AxisChoice;
  /** Zeek's type of the field, empty for a component. */
  readonly type: string;
}

/** Where a value stands, from 0 (left, bottom) to 1. */
export function placeOn({ cut }: MapAxis, value: number): number {
  return ((cut.scale === 'symlog' ? symlog(value) : value) - cut.min) / (cut.max - cut.min);
}

/** Where bins start and end, in the axis' own unit: the very numbers that the engine cuts by, so that a brush selects what it shows. */
export function edgesOf({ cut: { bins, scale, min, max } }: MapAxis): readonly number[] {
  const step = (max - min) / bins;
  return Array.from({ length: bins + 1 }, (_, i) => {
    const scaled = min + i * step;
    return scale === 'linear' ? scaled : Math.sign(scaled) * Math.expm1(Math.abs(scaled) * Math.LN10);
  });
}

/** Round values in the axis' own unit, about `most` of them, placed from 0 to 1. */
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

/** Whether values below 0 on the axis are only the room that it gives to a single value, 0. */
function isNeverNegative({ cut: { min, max }, choice: { unit }, type }: MapAxis): boolean {
  if (unit === 'bytes' || unit === 'packets' || type === 'count' || type === 'port') return true;
  return unit === 'seconds' && min === -0.5 && max === 0.5;
}

/** The values that a bin holds, in words: `1.27 kB to 1.74 kB`; of what is counted whole, only whole numbers. */
export function describeBin(axis: MapAxis, bin: number): string {
  const { cut, choice } = axis;
  const edge = (place: number) => {
    const scaled = cut.min + (place * (cut.max - cut.min)) / cut.bins;
    return cut.scale === 'symlog' ? fromSymlog(scaled) : scaled;
  };
  let [from, to] = [edge(bin), edge(bin + 1)];
  if (choice.unit === 'bytes' || choice.unit === 'packets' || axis.type === 'port') {
    const tiny = 1e-9 * (1 + Math.abs(to)); // edges of bins are rounded; and + 0, as -0 would be written
    [from, to] = [Math.ceil(from - tiny) + 0, bin + 1 < cut.bins ? Math.ceil(to - tiny) - 1 : Math.floor(to + tiny)];
  }
  const [first, last] = [labelOf(axis, from), labelOf(axis, to)];
  return first === last ? first : `${first} to ${last}`;
}

/** The value at a border between two bins, in words. */
export function describeBorder(axis: MapAxis, border: number): string {
  return labelOf(axis, edgesOf(axis)[border]);
}

function labelOf({ choice: { unit, kind }, type }: MapAxis, value: number): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(3));
  return kind === 'component' ? formatScore(rounded) : formatField(rounded, { type, unit });
}

/** A round value without the zeros that tell nothing: `10 m`, not `10 m 00 s`. */
function shortLabel(axis: MapAxis, value: number): string {
  if (axis.choice.unit === 'seconds') return formatDuration(value).replace(/ 00 [smh]$/, '');
  return labelOf(axis, value);
}
