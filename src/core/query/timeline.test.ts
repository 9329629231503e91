import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberColumn } from '../table/number-column.ts';
import { rankedRows } from './ranking.ts';
import { binTimes } from './timeline.ts';

describe('flows over time', () => {
  const timesOf = (list: readonly number[]): NumberColumn => ({
    kind: 'number',
    groups: [Float64Array.from(list)],
  });

  it('are those of each stretch, whatever the order of the rows', () => {
    const time = fc.option(fc.double({ min: 1e9, max: 1e9 + 600, noNaN: true }), { nil: Number.NaN });
    const times = fc.oneof(
      fc.array(time, { minLength: 1, maxLength: 50 }),
      // Blocks of 1,024 rows in time's order mostly lie in one stretch.
      fc.array(time, { minLength: 3000, maxLength: 3100 }).map((list) => list.filter((t) => t > 0).sort()),
      fc.array(time, { minLength: 1030, maxLength: 1040 }),
    );
    fc.assert(
      fc.property(times, fc.nat(20), fc.integer({ min: 1, max: 130 }), (list, few, most) => {
        const ts = timesOf(list);
        const known = list.filter((t) => !Number.isNaN(t));
        fc.pre(known.length > 0);
        const span = [Math.min(...known), Math.max(...known)] as const;
        const rows = Uint32Array.from(list.keys()).reverse();
        const above = Math.min(few, rows.length);
        for (const chosen of [rows, rows.slice(0, above)]) {
          const line = binTimes(ts, rankedRows(new Float64Array(list.length), chosen), list.length, span, above, most);
          const counted = (these: Uint32Array) => {
            const counts = line.flows.map(() => 0);
            for (const row of these) {
              const bin = Math.floor((list[row] - line.start) / line.binSeconds);
              if (!Number.isNaN(bin)) counts[Math.min(bin, counts.length - 1)]++;
            }
            return counts;
          };
          expect(line.flows).toEqual(counted(chosen));
          expect(line.anomalies).toEqual(counted(rows.slice(0, above)));
          expect(line.unset).toBe(chosen.length - line.flows.reduce((sum, n) => sum + n, 0));
        }
      }),
    );
  });

  it('fall into one to `most` bins, of which none begins after the first time, whatever the span', () => {
    const width = fc.constantFrom(1e-6, 1e-5, 1e-4, 0.1, 1, 60, 1e9);
    const times = fc
      .tuple(
        fc.double({ min: 0, max: 2e9, noNaN: true }),
        width,
        fc.array(fc.nat(300), { minLength: 1, maxLength: 20 }),
      )
      .map(([first, unit, steps]) => steps.map((step) => first + step * unit));
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 130 }), (list, most) => {
        const first = Math.min(...list);
        const rows = rankedRows(new Float64Array(list.length), Uint32Array.from(list.keys()));
        const line = binTimes(timesOf(list), rows, list.length, [first, Math.max(...list)], 0, most);
        expect(line.start).toBeLessThanOrEqual(first);
        expect(line.flows.length).toBeGreaterThanOrEqual(1);
        expect(line.flows.length).toBeLessThanOrEqual(most);
        expect(line.flows.reduce((sum, n) => sum + n, 0)).toBe(list.length);
      }),
    );
  });
});
