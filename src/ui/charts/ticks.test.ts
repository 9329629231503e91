import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTicks, describeWidth, logCountTicks, symlogTicks, timeTicks } from './ticks.ts';

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
    expect(symlogTicks(0, 8.3, 4, String).map(({ label }) => label)).toEqual(['0', '1000', '1000000']);
  });

  it('name the width of a bin', () => {
    expect([900, 3600, 0.01, 86400, 30].map(describeWidth)).toEqual(['15 min', '1 h', '10 ms', '1 d', '30 s']);
  });
});
