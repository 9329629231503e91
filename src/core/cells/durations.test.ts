import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDuration } from './durations.ts';
import { plainNumerals } from './numerals.ts';

const read = (text: string) => readDuration(text, plainNumerals);

describe('readDuration', () => {
  it.each([
    ['4.266ms', '0.004266'],
    ['1h1m1.5s', '3661.5'],
    ['2µs', '0.000002'],
    ['2us', '0.000002'],
    ['1d2h', '93600'],
    ['-1.5s', '-1.5'],
    ['18.63 seconds', '18.63'],
    ['0 days 00:00:18.630000', '18.63'],
    ['1 days 02:03:04.5', '93784.5'],
    ['1 day, 0:00:01', '86401'],
    ['-1 days +23:59:59.5', '-0.5'],
    ['3 days', '259200'],
    ['1.02:03:04.5', '93784.5'],
    ['00:01:02.5', '62.5'],
    ['61:01.5', '3661.5'],
    ['100:00:00', '360000'],
    ['PT1H1M1.5S', '3661.5'],
    ['P1DT0.5S', '86400.5'],
    ['pt4,266s', '4.266'],
    ['P2W', '1209600'],
  ])('%s is %s s', (text, seconds) => {
    expect(read(text)).toBe(seconds);
  });

  it.each(['', 'P', 'PT', 'P1M', 'P1Y', '01:02', '1:60:00', '1:00:60', '1 day 25:00:00', 'ms', '4x', 'day', '1,234ms'])(
    '%j is none',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  it('reads any number of microseconds in every form to the same seconds', () => {
    const micros = fc.oneof(fc.nat(5_000_000), fc.integer({ min: 0, max: 90_000_000_000 }), fc.nat(1e15));
    fc.assert(
      fc.property(micros, (total) => {
        const seconds = Number(`${Math.floor(total / 1e6)}.${String(total % 1e6).padStart(6, '0')}`);
        for (const [form, text] of Object.entries(formsOf(total))) {
          const found = read(text);
          expect({ form, text, seconds: found === null ? null : Number(found) }).toEqual({ form, text, seconds });
        }
      }),
    );
  });
});

/** One duration as each tool writes it. */
function formsOf(micros: number): Record<string, string> {
  const whole = Math.floor(micros / 1e6);
  const fraction = String(micros % 1e6).padStart(6, '0');
  const [days, hours, minutes, seconds] = [86_400, 3600, 60, 1].map((unit, i) =>
    Math.floor((i === 0 ? whole : whole % ([86_400, 3600, 60][i - 1] ?? 1)) / unit),
  );
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(hours)}:${two(minutes)}:${two(seconds)}.${fraction}`;
  return {
    milliseconds: `${Math.floor(micros / 1000)}.${String(micros % 1000).padStart(3, '0')}ms`,
    microseconds: `${micros}µs`,
    go: `${days * 24 + hours}h${minutes}m${seconds}.${fraction}s`,
    super: `${days}d${hours}h${minutes}m${seconds}.${fraction}s`,
    pandas: `${days} days ${clock}`,
    python: `${days} ${days === 1 ? 'day' : 'days'}, ${hours}:${two(minutes)}:${two(seconds)}.${fraction}`,
    clock: `${two(days * 24 + hours)}:${two(minutes)}:${two(seconds)}.${fraction}`,
    net: `${days}.${clock}0`,
    iso: `P${days}DT${hours}H${minutes}M${seconds}.${fraction}S`,
    'iso of seconds': `PT${whole}.${fraction}S`,
  };
}
