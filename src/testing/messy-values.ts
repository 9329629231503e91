/** One way to write a value as text, and how far what is read of it may lie from the truth. */
export interface Style {
  readonly name: string;
  readonly write: (value: number) => string;
  /** In the value's unit; rounding of a double's last places when not given. */
  readonly within?: number;
  /** Whether a JSON writer writes the value as a number. */
  readonly isNumber?: boolean;
}

/** Whole numbers as programs and spreadsheets write them. */
export const countStyles: readonly Style[] = [
  { name: 'plain', write: String, isNumber: true },
  { name: 'with a fraction of 0', write: (value) => `${value}.0` },
  ...[
    ['commas', ','],
    ['points', '.'],
    ['spaces', ' '],
    ['no-break spaces', '\u00a0'],
    ['narrow no-break spaces', '\u202f'],
    ['apostrophes', "'"],
    ['typographic apostrophes', '\u2019'],
  ].map(([name, mark]) => ({ name: `grouped by ${name}`, write: (value: number) => grouped(String(value), mark) })),
];

/** Durations, given in seconds with at most six decimals. */
export const durationStyles: readonly Style[] = [
  { name: 'seconds', write: (value) => value.toFixed(6), isNumber: true },
  { name: 'seconds with a comma', write: (value) => value.toFixed(6).replace('.', ',') },
  { name: 'three decimals after a comma', write: (value) => value.toFixed(3).replace('.', ','), within: 0.0005 },
  { name: 'grouped by commas', write: (value) => groupedFraction(value, ',', '.') },
  { name: 'grouped by points', write: (value) => groupedFraction(value, '.', ',') },
  { name: 'of Go', write: goDuration },
  { name: 'of pandas', write: (value) => `${Math.floor(value / 86_400)} days ${clock(value % 86_400)}` },
  { name: 'a clock', write: clock },
  { name: 'of ISO 8601', write: isoDuration },
];

/** Times, given in seconds since 1970 with at most three decimals. */
export const timeStyles: readonly Style[] = [
  { name: 'seconds', write: (value) => value.toFixed(6), isNumber: true, within: 1e-6 },
  { name: 'milliseconds', write: (value) => (value * 1e3).toFixed(0), isNumber: true, within: 1e-6 },
  { name: 'microseconds', write: (value) => `${(value * 1e3).toFixed(0)}000`, isNumber: true, within: 1e-6 },
  { name: 'nanoseconds', write: (value) => `${(value * 1e3).toFixed(0)}000000`, within: 1e-6 },
  { name: 'ISO 8601', write: iso, within: 1e-6 },
  { name: 'ISO 8601 with an offset', write: (value) => `${iso(value + 7200).slice(0, -1)}+02:00`, within: 1e-6 },
  { name: 'ISO 8601 with a blank', write: (value) => iso(value).replace('T', ' ').slice(0, -1), within: 1e-6 },
  { name: 'a trailing UTC', write: (value) => iso(value).replace('T', ' ').replace('Z', ' UTC'), within: 1e-6 },
  { name: 'zeek-cut -d', write: (value) => `${iso(value + 7200).slice(0, 19)}+0200`, within: 1 },
  { name: 'zeek-cut -u', write: (value) => `${iso(value).slice(0, 19)}+0000`, within: 1 },
];

function grouped(digits: string, mark: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, mark);
}

function groupedFraction(value: number, mark: string, point: string): string {
  const [whole, fraction] = value.toFixed(6).split('.');
  return `${grouped(whole, mark)}${point}${fraction}`;
}

/** As Go's `time.Duration` prints itself: the smallest unit below a second, otherwise hours, minutes and seconds. */
function goDuration(value: number): string {
  const micros = Math.round(value * 1e6);
  if (micros === 0) return '0s';
  if (micros < 1000) return `${micros}\u00b5s`;
  if (micros < 1e6) return `${micros / 1000}ms`;
  const [hours, minutes] = [Math.floor(micros / 3.6e9), Math.floor(micros / 6e7) % 60];
  const seconds = `${(micros % 6e7) / 1e6}s`;
  return hours > 0 ? `${hours}h${minutes}m${seconds}` : minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

function clock(value: number): string {
  const micros = Math.round(value * 1e6);
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
  const fraction = String(micros % 1e6).padStart(6, '0');
  return `${two(micros / 3.6e9)}:${two((micros / 6e7) % 60)}:${two((micros / 1e6) % 60)}.${fraction}`;
}

function isoDuration(value: number): string {
  const micros = Math.round(value * 1e6);
  const [hours, minutes] = [Math.floor(micros / 3.6e9), Math.floor(micros / 6e7) % 60];
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${(micros % 6e7) / 1e6}S`;
}

function iso(value: number): string {
  return new Date(Math.round(value * 1000)).toISOString();
}
