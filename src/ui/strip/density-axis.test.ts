import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AxisScale } from '../../core/query/density.ts';
import type { AxisChoice } from '../../worker/api.ts';
import { symlog } from '../charts/ticks.ts';
import { axisTicks, describeBin, edgesOf, type MapAxis, placeOn } from './density-axis.ts';

/** An axis from `low` to `high` with ten bins. */
function axis(low: number, high: number, unit: AxisChoice['unit'], kind: AxisChoice['kind'] = 'feature'): MapAxis {
  return {
    cut: { id: 'a', bins: 10, scale: 'symlog', min: symlog(low), max: symlog(high) },
    choice: { id: 'a', label: 'a', unit, kind },
    type: '',
  };
}

describe('an axis of a density map', () => {
  it('has ticks in its own unit', () => {
    const labels = (...[low, high, unit, kind]: Parameters<typeof axis>) =>
      axisTicks(axis(low, high, unit, kind), 4).map(({ label }) => label);
    expect(labels(0, 4e8, 'bytes')).toEqual(['0 B', '1 kB', '1 MB']);
    expect(labels(0, 16_000, 'seconds')).toEqual(['0 s', '1 m', '1 h']);
    const ports = axisTicks({ ...axis(40_000, 60_000, ''), type: 'port' }, 2);
    expect(ports.map(({ label }) => label)).toEqual(['40000', '50000', '60000']);
    expect(labels(80, 86, '')).toEqual(['80', '82', '84', '86']);
    expect(labels(-0.04, 213, '', 'component')).toEqual(['0', '10', '100']);
  });

  it('has no negative tick for non-negative fields, also if every value is 0', () => {
    const room = { min: -0.5, max: 0.5 };
    for (const unit of ['bytes', 'packets', 'seconds'] as const) {
      const zero = { ...axis(0, 1, unit), cut: { ...axis(0, 1, unit).cut, ...room } };
      const labels = axisTicks(zero, 4).map(({ label }) => label);
      expect(labels.length).toBeGreaterThan(0);
      expect(labels.filter((label) => /^[-−]/.test(label))).toEqual([]);
    }
    expect(axisTicks(axis(-100, 100, '', 'component'), 4).map(({ label }) => label)).toContain('-10');
  });

  it('has the edges of the engine, to the last bit', () => {
    const number = fc.double({ noNaN: true, min: -1e12, max: 1e12 });
    fc.assert(
      fc.property(number, number, fc.integer({ min: 2, max: 200 }), (one, other, bins) => {
        const { min, max, edges } = new AxisScale('symlog', Math.min(one, other), Math.max(one, other), bins);
        const cut = { id: 'a', bins, scale: 'symlog', min, max } as const;
        const inner = edgesOf({ ...axis(0, 1, ''), cut }).slice(1, -1);
        expect(inner).toEqual(Array.from(edges.subarray(0, bins - 1)));
      }),
    );
  });

  it('maps values to positions between its ends', () => {
    const bytes = axis(0, 999, 'bytes');
    expect([0, 9, 99, 999].map((value) => placeOn(bytes, value))).toEqual(
      [0, 1 / 3, 2 / 3, 1].map((at) => expect.closeTo(at, 12)),
    );
  });

  it('describes a bin, with whole numbers for bytes', () => {
    const bytes = axis(0, 999, 'bytes');
    expect(describeBin(bytes, 0)).toBe('0 B');
    expect(describeBin(bytes, 3)).toBe('7 B to 14 B');
    expect(describeBin(bytes, 9)).toBe('501 B to 999 B');
    expect(describeBin(axis(0, 99, 'seconds'), 0)).toBe('0 s to 585 ms');
  });
});
