import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listOf } from './build-hash.ts';

it('a list of built files does not depend on their order, and a changed byte changes it', () => {
  const [a, b] = [
    ['assets/a.js', 'one'],
    ['index.html', new Uint8Array([1, 2])],
  ] as const;
  expect(listOf([b, a])).toBe(listOf([a, b]));
  expect(listOf([['assets/a.js', 'onf'], b])).not.toBe(listOf([a, b]));
});

const hasSha256sum = spawnSync('sha256sum', ['--version']).status === 0;

it.skipIf(!hasSha256sum)('a list of built files is accepted by sha256sum (skipped where there is none)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oddflow-sums-'));
  try {
    writeFileSync(join(folder, 'a.js'), 'one');
    writeFileSync(join(folder, 'SHA256SUMS'), listOf([['a.js', 'one']]));
    expect(spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder }).status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
