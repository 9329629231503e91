import { describe, expect, it } from 'vitest';
import type { Machine } from '../machine.ts';
import type { Measurement, PartId } from './measurement.ts';
import { scaleTables } from './tables.ts';

const machine: Machine = { date: '', browser: '1', node: 'v20', cores: 2, cpu: 'a processor', gigabytes: 8 };
const measured = (part: PartId, way: string, millions: number, ...walls: number[]): Measurement => ({
  ...{ part, way, flows: millions * 1e6, bytes: 50 * millions * 1e6 },
  rounds: walls.map((wall) => ({ wall, processor: 2 * wall })),
  ...{ memory: 1.5e9, gives: '7 findings', date: `2026-01-0${millions % 9}`, load: [0.5, 1.25] },
});

describe('scaleTables', () => {
  it('has one line per measurement, by size, with the spread of rounds', () => {
    const text = scaleTables(
      [measured('page', 'flows on screen', 50, 120), measured('page', 'flows on screen', 1, 3, 1, 2)],
      machine,
    );
    expect(text).toContain('2026-01-01 to 2026-01-05, 2 cores of a processor, 8 GB');
    expect(text.split('\n').filter((line) => line.includes('7 findings'))).toEqual([
      '| 1 M | 50 MB | flows on screen | 2 (1 – 3) | 4 (2 – 6) | 1.5 GB | 7 findings | 0.5, 1.3 |',
      '| 50 M | 2.5 GB | flows on screen | 120 | 240 | 1.5 GB | 7 findings | 0.5, 1.3 |',
    ]);
    expect(text).not.toContain('by the slope');
  });

  it('draws a line out from three sizes', () => {
    const text = scaleTables(
      [1, 10, 100].map((size) => measured('command', 'table', size, 1 + 2 * size)),
      machine,
    );
    expect(text).toContain('| command: table | 1, 10, 100 | 6.00, 4.20, 4.02 | 4.00 | 0 % | 7 min | 33 min | 67 min |');
  });

  it('computes costs from the largest generated table', () => {
    const text = scaleTables(
      [
        measured('sql', 'fit: both', 50, 1000),
        measured('sql', 'fit: both', 100, 180),
        measured('sql', 'scoring script', 100, 90),
      ],
      machine,
    );
    // 2 x 180 s for 100 million flows: 3.6 s per million, 1 core-hour per billion.
    expect(text).toContain('fit 3.60 s, scoring script 1.80 s');
    expect(text).toContain('| DuckDB | 1.0 | 1.0 | $0.05 | 0.5 | $0.03 |');
    expect(text).toContain('50.0 bytes per flow × 10⁹ × 4 reads = $1.00 for the fit, × 5 reads = $1.25');
  });
});
