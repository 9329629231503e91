import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countTicks,
  describeWidth,
  fromSymlog,
  linearTicks,
  logCountTicks,
  logTicks,
  symlog,
  symlogTicks,
  timeTicks,
} from './ticks.ts';

describe('ticks', () => {
  it('are powers of ten for counts by their logarithm', () => {
    expect(logCountTicks(1200).map(({ label }) => label)).toEqual(['', '1', '10', '100', '1k']);
    expect(logCountTicks(0).map(({ label }) => label)).toEqual(['', '1']);
  });

  it('reach the largest count in few round steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (largest) => {
        const ticks = countTicks(largest);
        expect(ticks.at(-1)?.at).toBeGreaterThanOrEqual(largest);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it('read like a clock, with the date where it changes', () => {
    const day = 1_772_517_600; // 2026-03-03 06:00
    expect(timeTicks(day, day + 6 * 3600, 4).map(({ label }) => label)).toEqual([
      '03-03 06:00',
      '08:00',
      '10:00',
      '12:00',
    ]);
    expect(timeTicks(19.9, 100, 5).map(({ label }) => label)).toEqual(['00:00:30', '00:01:00', '00:01:30']);
    expect(timeTicks(day, day + 30 * 86400, 5)[0].label).toMatch(/^2026-03-\d\d$/);
  });

  it('stay within the axis and are not too many, whatever the span', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 4e9, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        (start, span) => {
          const ticks = timeTicks(start, start + span, 6);
          expect(ticks.length).toBeLessThanOrEqual(7);
          for (const { at } of ticks) {
            expect(at).toBeGreaterThanOrEqual(start - 1e-6);
            expect(at).toBeLessThanOrEqual(start + span + 1e-6);
          }
        },
      ),
    );
  });

  it('are round scores, whether the axis is logarithmic or not', () => {
    const labels = (ticks: readonly { label: string }[]) => ticks.map(({ label }) => label);
    expect(labels(linearTicks(0.7, 11.9, 6))).toEqual(['2', '4', '6', '8', '10']);
    expect(labels(linearTicks(-0.5, 0.5, 5))).toEqual(['-0.4', '-0.2', '0', '0.2', '0.4']);
    expect(labels(logTicks(1.7e6, 3.9e8, 5))).toEqual(['3e6', '1e7', '3e7', '1e8', '3e8']);
    expect(labels(logTicks(3, 4e9, 5))).toEqual(['100', '10,000', '1e6', '1e8']);
    expect(labels(logTicks(2, 40, 5))).toEqual(['2', '5', '10', '20']);
  });

  it('are round values of both signs on a symlog axis, and of a clock for times', () => {
    const labels = (...args: Parameters<typeof symlogTicks>) => symlogTicks(...args).map(({ label }) => label);
    expect(labels(0, 8.3, 4, String)).toEqual(['0', '1000', '1000000']);
    expect(labels(-2.5, 2.5, 6, String)).toEqual(['-100', '-10', '0', '10', '100']);
    expect(labels(0, 4.2, 6, String, true)).toEqual(['0', '10', '60', '600', '3600']);
    expect(labels(symlog(3000), symlog(4000), 2, String)).toEqual(['3000', '3500', '4000']);
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
        expect(Math.abs(fromSymlog(symlog(value)) - value)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(value)));
      }),
    );
  });

  it('name the width of a bin', () => {
    expect([900, 3600, 0.01, 86400, 30].map(describeWidth)).toEqual(['15 min', '1 h', '10 ms', '1 d', '30 s']);
  });
});
