import { expect, it } from 'vitest';
import { questions } from './questions.ts';
import { engineTables } from './tables.ts';

const setting = {
  ...{ date: '2026-11-30', browser: 'none', node: 'v20', cores: 2, cpu: 'a processor', gigabytes: 24 },
  ...{ rounds: 3, load: '0.5 to 1.0', duckDb: 'v1' },
};
const samples = (...walls: number[]) => walls.map((wall) => ({ wall, processor: wall / 2 }));

it('has a line per question with the median, its spread and whether the target is met', () => {
  const ours = new Map([
    ['filter', samples(70, 80, 60)],
    ['undo', samples(90, 20, 51)],
  ]);
  const theirs = new Map([['filter', samples(30, 40, 35)]]);
  const lines = engineTables([{ rows: 1_000_000, ours, theirs }], setting).split('\n');
  expect(lines[0]).toMatch(/DuckDB-WASM v1, load average 0.5 to 1.0: medians of 3 rounds/);
  expect(lines.filter((line) => line.startsWith('| ')).length).toBe(2 + questions.length);
  expect(lines).toContain(
    '| filter of three fields: counts, table, charts | 75, met | 70 (60 – 80) | 35 (30 – 40) | 35 (30 – 40) | 18 (15 – 20) | the count alone |',
  );
  expect(lines.find((line) => line.startsWith('| undo'))).toMatch(
    /\| 50, missed \| 51 \(20 – 90\) \|.*\|\s+\|\s+\|\s+\|$/,
  );
});

it('leaves the columns of DuckDB out where it was not asked', () => {
  const ours = new Map([['filter', samples(1, 2, 3)]]);
  const table = engineTables([{ rows: 100, ours, theirs: new Map() }], { ...setting, duckDb: null });
  expect(table).not.toContain('DuckDB');
  expect(table).toContain('| filter of three fields: counts, table, charts |  | 2.0 (1.0 – 3.0) |');
});
