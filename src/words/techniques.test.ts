import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { techniqueName } from './techniques.ts';

it('every technique of a finding has a name, and every name is of one', () => {
  const idsIn = (path: string) => new Set(readFileSync(path, 'utf8').match(/\bT1\d{3}(\.\d{3})?/g));
  const used = idsIn('src/core/findings/techniques.ts');
  expect(used.size).toBeGreaterThan(20);
  expect([...used].filter((id) => techniqueName(id) === '')).toEqual([]);
  expect([...idsIn('src/words/techniques.ts')].filter((id) => !used.has(id))).toEqual([]);
});
