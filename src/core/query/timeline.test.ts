import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberColumn } from '../table/number-column.ts';
import { rankedRows } from './ranking.ts';
import { binTimes } from './timeline.ts';

describe('flows over time', () => {
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
        const ts: NumberColumn = { kind: 'number', groups: [Float64Array.from(list)] };
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
});
