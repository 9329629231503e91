import { expect, it } from 'vitest';
import { fileName } from './save-blob.ts';

it.each([
  ['conn.combined.oddflow.csv', 'conn.combined.oddflow.csv'],
  ['log\u202efdp.exe.csv', 'log_fdp.exe.csv'],
  ['a/b:c*?.svg', 'a_b_c__.svg'],
])('saves %j as %s', (name, saved) => expect(fileName(name)).toBe(saved));

it('keeps the end of a long name', () => {
  const saved = fileName(`${'x'.repeat(300)}.oddflow.csv`);
  expect(saved).toMatch(/\.oddflow\.csv$/);
  expect(saved.length).toBeLessThanOrEqual(81);
});
