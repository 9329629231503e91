import { countOf, formatBytes, formatCount, formatDuration, formatShare, wordFor } from '../../core/number-words.ts';
import type { Field } from '../../worker/api.ts';
import { numberText } from './number-text.ts';
import { zoneOffset } from './zone.ts';

export { countOf, formatBytes, formatCount, formatDuration, formatShare, wordFor };

const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/**
 * `3.916e+8`: scores of this detector span many powers of ten, so four digits and a power. Small ones are written out.
 */
export function formatScore(score: number, digits = 4): string {
  if (!Number.isFinite(score)) return String(score);
  const size = Math.abs(score);
  if (size !== 0 && (size >= 1e5 || size < 1e-3)) return score.toExponential(digits - 1);
  const short = Number(score.toPrecision(digits));
  return size < 1000 ? String(short) : numberText(short, { maximumFractionDigits: Math.max(0, digits - 4) });
}

/** `2022-06-13 15:03:26` of an epoch time, in the zone that is shown; with `micros`, six decimals. */
export function formatTime(epochSeconds: number, micros = false): string {
  const date = new Date((Math.floor(epochSeconds) + zoneOffset(epochSeconds)) * 1000);
  if (Number.isNaN(date.getTime())) return String(epochSeconds);
  const text = date.toISOString().replace('T', ' ').slice(0, -5);
  if (!micros) return text;
  const fraction = Math.round((epochSeconds - Math.floor(epochSeconds)) * 1e6);
  return `${text}.${String(Math.min(fraction, 999_999)).padStart(6, '0')}`;
}

/** A number of a field as a person reads it. A port is a name, so it gets no comma. */
export function formatField(value: number, { type, unit }: Pick<Field, 'type' | 'unit'>): string {
  return type === 'port' && Number.isInteger(value) ? String(value) : formatValue(value, unit);
}

/** A number in the unit a person reads. */
export function formatValue(value: number, unit: Field['unit']): string {
  if (unit === 'epoch') return formatTime(value);
  if (unit === 'seconds') return formatDuration(value);
  if (unit === 'bytes') return formatBytes(value);
  return Number.isInteger(value) ? formatCount(value) : threeDigits.format(value);
}
