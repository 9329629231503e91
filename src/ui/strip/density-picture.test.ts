import { describe, expect, it } from 'vitest';
import { type DensityMap, describeMap, pictureOfMap, tableOfMap } from './density-picture.ts';
import { flowDepth } from './density-shade.ts';

/** Two by two cells of bytes from 0 to 99. `counts` and `anomalies` start at the lower left, row by row. */
function mapOf(counts: readonly number[], anomalies: readonly number[]): DensityMap {
  const cut = (id: string) => ({ id, bins: 2, scale: 'symlog', min: 0, max: 2 }) as const;
  const choice = (id: string) => ({ id, label: id, unit: 'bytes', kind: 'feature' }) as const;
  return {
    density: {
      x: cut('orig_bytes'),
      y: cut('resp_bytes'),
      counts: Uint32Array.from(counts),
      anomalies: Uint32Array.from(anomalies),
    },
    x: { cut: cut('orig_bytes'), choice: choice('orig_bytes'), type: 'count' },
    y: { cut: cut('resp_bytes'), choice: choice('resp_bytes'), type: 'count' },
    whole: null,
    selected: null,
  };
}

describe('a density map', () => {
  const map = mapOf([3, 0, 1200, 1], [0, 0, 2, 1]);

  it('has its largest cells as a table', () => {
    expect(tableOfMap(map)).toEqual({
      caption: 'The 3 fullest of 3 cells',
      head: ['orig_bytes', 'resp_bytes', 'flows', 'anomalies'],
      rows: [
        ['0 B to 8 B', '9 B to 99 B', '1,200', '2'],
        ['0 B to 8 B', '0 B to 8 B', '3', '0'],
        ['9 B to 99 B', '9 B to 99 B', '1', '1'],
      ],
    });
  });

  it('has a description for screen readers', () => {
    expect(describeMap({ ...map, selected: { x: 0, y: 0 } })).toBe(
      'Flows by orig_bytes and resp_bytes in 3 cells, 2 of them with anomalies. The fullest holds 1,200 flows: 0 B to 8 B by 9 B to 99 B. The selected flow is marked',
    );
    expect(describeMap(mapOf([0, 0, 0, 0], [0, 0, 0, 0]))).toBe(
      'Flows by orig_bytes and resp_bytes in 0 cells, 0 of them with anomalies',
    );
  });

  it('makes a picture with one box per cell, triangles for anomalies, and the selected flow on top', () => {
    const { marks, title } = pictureOfMap('Density', { ...map, selected: { x: 1, y: 0 } }, []);
    expect(title).toBe('Density: orig_bytes and resp_bytes');
    expect(marks.map(({ kind }) => kind)).toEqual(['box', 'box', 'box', 'triangle', 'triangle', 'ring']);
    expect(marks[1]).toEqual({
      kind: 'box',
      x: 0,
      y: 0.5,
      width: 0.5,
      height: 0.5,
      fill: { depth: flowDepth(1200, 1200) },
    });
  });
});
