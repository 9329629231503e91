import { zoneOffset } from '../parts/zone.ts';
/** A mark on an axis: where it stands on a linear scale, and what it says. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Counts are drawn by this, so that one flow beside a hundred thousand can still be seen. */
export function logCount(count: number): number {
  return Math.log10(1 + count);
}

/** 1, 10, 100, 1k, ... up to the largest count, on the scale of `logCount`; 0 has a mark without words. */
export function logCountTicks(largest: number): Tick[] {
  const ticks: Tick[] = [{ at: 0, label: '' }];
  for (let power = 0; 10 ** power <= Math.max(1, largest); power++) {
    ticks.push({ at: logCount(10 ** power), label: shortCount(10 ** power) });
  }
  return ticks.length > 6 ? ticks.filter((_, i) => i < 2 || i % 2 === 1) : ticks;
}

/** Round numbers from 0 to at least the largest count, four or five of them. */
export function countTicks(largest: number): Tick[] {
  const step = niceStep(Math.max(1, largest) / 3, 1);
  return Array.from({ length: Math.ceil(Math.max(1, largest) / step) + 1 }, (_, i) => ({
    at: i * step,
    label: shortCount(i * step),
  }));
}

/** `950`, `1.5k`, `20k`, `3M`. */
function shortCount(count: number): string {
  if (count >= 1e6) return `${Number((count / 1e6).toPrecision(3))}M`;
  if (count >= 1e3) return `${Number((count / 1e3).toPrecision(3))}k`;
  return String(count);
}

/** The round number of the form 1, 2 or 5 times a power of ten that is not below `least` nor below `step`. */
function niceStep(step: number, least = 0): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= step * (1 - 1e-9)) ?? 10;
  return Math.max(least, factor * power);
}

/** Round values from `low` to `high`, about `most` of them. */
export function linearTicks(low: number, high: number, most: number, label = shortNumber): Tick[] {
  const step = niceStep((high - low) / Math.max(1, most));
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const at = Number(((first + i) * step).toPrecision(12));
    return { at, label: label(at) };
  });
}

/** Values of a logarithmic axis, at most about `most`: powers of ten, and parts of them where these are few. */
export function logTicks(low: number, high: number, most: number): Tick[] {
  const decades = Math.log10(high / low);
  const factors = decades * 3 <= most ? [1, 2, 5] : decades * 2 <= most ? [1, 3] : [1];
  const step = Math.max(1, Math.ceil(decades / Math.max(1, most)));
  const ticks: Tick[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += step) {
    for (const factor of factors) {
      const at = Number(`${factor}e${power}`);
      if (at >= low && at <= high) ticks.push({ at, label: shortNumber(at) });
    }
  }
  return ticks;
}

/** `0.25`, `1,500`, `3e6`. */
function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e5 || size < 1e-3))
    return Number(value.toPrecision(6)).toExponential().replace('e+', 'e');
  return sixDigits.format(value);
}

const sixDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

const clockSteps = [
  1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600,
  43200, 86400, 172800, 604800, 2592000, 7776000, 31536000, 157680000, 630720000,
];

/**
 * Times between `start` and `end` (epoch seconds) that a clock in the shown zone is read by, at most `most`; the date
 * where it changes.
 */
export function timeTicks(start: number, end: number, most: number): Tick[] {
  const step = clockSteps.find((candidate) => (end - start) / candidate <= most) ?? (end - start) / most;
  const ticks: Tick[] = [];
  let day = '';
  const ahead = zoneOffset(start);
  for (let i = Math.ceil((start + ahead) / step); i * step - ahead <= end && ticks.length <= most; i++) {
    const clock = i * step;
    const at = clock - ahead;
    const iso = isoTime(clock);
    const date = iso.slice(0, 10);
    const reading = step < 1 ? `${iso.slice(17, 19)}.${fraction(clock, step)}` : iso.slice(11, step < 60 ? 19 : 16);
    const label =
      step >= 86400
        ? date
        : date === day
          ? reading
          : ticks.length === 0 && step < 60
            ? reading
            : `${iso.slice(5, 10)} ${reading}`;
    day = date;
    ticks.push({ at, label });
  }
  return ticks;
}

function isoTime(epochSeconds: number): string {
  const date = new Date(Math.floor(epochSeconds + 1e-9) * 1000);
  return Number.isNaN(date.getTime()) ? '-'.repeat(19) : date.toISOString();
}

function fraction(at: number, step: number): string {
  const digits = Math.ceil(-Math.log10(step));
  return (at - Math.floor(at + 1e-9)).toFixed(digits).slice(2);
}

/** A width of a bin in words: `15 min`, `1 h`, `10 ms`. */
export function describeWidth(seconds: number): string {
  const units: readonly (readonly [number, string])[] = [
    [86400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
    [1e-3, 'ms'],
    [1e-6, 'µs'],
  ];
  const [size, name] = units.find(([unit]) => seconds >= unit * 0.9999) ?? units[units.length - 1];
  return `${Number((seconds / size).toPrecision(3))} ${name}`;
}

/** v on the scale that density maps use: sign(v) * log10(1 + |v|), which knows 0 and what is below it. */
export function symlog(value: number): number {
  return Math.sign(value) * Math.log10(1 + Math.abs(value));
}

/** The value whose symlog it is. */
export function fromSymlog(scaled: number): number {
  return Math.sign(scaled) * (10 ** Math.abs(scaled) - 1);
}

const powersOfTen = Array.from({ length: 40 }, (_, power) => 10 ** power);
const secondsOfClocks = [1, 10, 60, 600, 3600, 36_000, 86_400, 864_000, 8_640_000, 86_400_000];

/** Up to about `most` round values on a symlog scale from `min` to `max`, which are of that scale, as `at` is. */
export function symlogTicks(
  min: number,
  max: number,
  most: number,
  label: (value: number) => string,
  isTime = false,
): Tick[] {
  const gap = (max - min) / Math.max(1, most);
  const upwards: number[] = [];
  let last = 0;
  for (const value of isTime ? secondsOfClocks : powersOfTen) {
    if (symlog(value) - last < gap) continue;
    upwards.push(value);
    last = symlog(value);
  }
  const ticks = [...upwards.map((value) => -value).reverse(), 0, ...upwards]
    .map((value) => ({ at: symlog(value), label: label(value) }))
    .filter(({ at }) => at >= min - 1e-9 && at <= max + 1e-9);
  if (ticks.length > 1) return ticks;
  // Too narrow for powers of ten, and so nearly straight.
  return linearTicks(fromSymlog(min), fromSymlog(max), most, label)
    .map((tick) => ({ ...tick, at: symlog(tick.at) }))
    .filter(({ at }, i, all) => i === 0 || at - all[i - 1].at > gap * 0.8);
}
