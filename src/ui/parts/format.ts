import { countOf, formatCount, formatShare } from '../../core/number-words.ts';
import type { Field } from '../../worker/api.ts';
import { numberText } from './number-text.ts';
import { zoneOffset } from './zone.ts';

export { countOf, formatCount, formatShare };

const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** `831 MB`: decimal multiples, three digits. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${threeDigits.format(value)} ${units[unit]}`;
}

/** `55 m 55 s`, `4 h 29 m`, `2 d 03 h`, `1.25 s`, `810 µs`: the two largest units that matter. */
export function formatDuration(seconds: number): string {
  const size = Math.abs(seconds);
  if (size === 0) return '0 s';
  if (size < 1e-3) return `${threeDigits.format(seconds * 1e6)} µs`;
  if (size < 0.9995) return `${threeDigits.format(seconds * 1e3)} ms`;
  if (size < 59.95) return `${threeDigits.format(seconds)} s`;
  const total = Math.round(size);
  const sign = seconds < 0 ? '−' : '';
  const two = (n: number) => String(n).padStart(2, '0');
  if (total < 3600) return `${sign}${Math.floor(total / 60)} m ${two(total % 60)} s`;
  if (total < 86400) return `${sign}${Math.floor(total / 3600)} h ${two(Math.floor((total % 3600) / 60))} m`;
  return `${sign}${Math.floor(total / 86400)} d ${two(Math.floor((total % 86400) / 3600))} h`;
}

/** `3.916e+8`: scores of this detector span many powers of ten, so four digits and a power. Small ones are written out. */
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
