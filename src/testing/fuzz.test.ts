import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkInput, checkInputs, mutated } from './fuzz.ts';
import { restructured } from './restructured.ts';

/** Inputs that are read as the files of one run. */
const TOGETHER = 50;
const failures = new URL('fuzz-failures/', import.meta.url);

describe('broken logs', () => {
  it.each([
    ['bytes', mutated],
    ['structure', restructured],
  ])(
    'are read or refused, never worse: 2,000 with other %s',
    async (_, broken) => {
      let read = 0;
      for (let seed = 1; seed <= 2000; seed += TOGETHER) {
        const inputs = Array.from({ length: TOGETHER }, (_, i) => broken(seed + i));
        try {
          read += await checkInputs(inputs, (seed - 1) % (4 * TOGETHER) === 0);
        } catch (error) {
          throw new Error(`seeds ${seed} to ${seed + TOGETHER - 1}: ${error}`, { cause: error });
        }
      }
      expect(read).toBeGreaterThan(500);
      expect(2000 - read).toBeGreaterThan(50);
    },
    120_000,
  );

  const names = readdirSync(failures).filter((name) => name.endsWith('.bin'));
  it.each(names.length > 0 ? names : ['(none yet)'])('that once failed do not: %s', async (name) => {
    if (names.length === 0) return;
    const bytes = readFileSync(new URL(name, failures));
    await checkInput(bytes, true);
  });
});
