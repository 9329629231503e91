import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Measurement } from './measurement.ts';
import { merged, readResults, writeResults } from './results.ts';

const measured = (way: string, flows: number, wall: number): Measurement => ({
  part: 'command',
  way,
  flows,
  bytes: 150 * flows,
  rounds: [{ wall, processor: wall }],
  memory: 1e8,
  gives: '',
  date: '2026-01-02',
  load: [0, 0],
});

describe('results', () => {
  it('keep what was not measured again', () => {
    const earlier = [measured('a', 1, 1), measured('a', 2, 2), measured('b', 1, 3)];
    expect(merged(earlier, [measured('a', 2, 9), measured('c', 1, 4)])).toEqual([
      measured('a', 1, 1),
      measured('a', 2, 9),
      measured('b', 1, 3),
      measured('c', 1, 4),
    ]);
  });

  it('are read as they were written, and none from a file that does not exist', () => {
    const folder = mkdtempSync(join(tmpdir(), 'oddflow-results-'));
    try {
      const path = join(folder, 'scale.json');
      expect(readResults(path)).toEqual([]);
      writeResults(path, [measured('a', 1, 1)]);
      expect(readResults(path)).toEqual([measured('a', 1, 1)]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
