import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkInput, mutated } from './fuzz.ts';

const failures = new URL('fuzz-failures/', import.meta.url);

describe('broken logs', () => {
  it('are read or refused, never worse: 2,000 of them', async () => {
    const outcomes = { read: 0, refused: 0 };
    for (let seed = 1; seed <= 2000; seed++) {
      try {
        outcomes[await checkInput(mutated(seed), seed % 4 === 0)]++;
      } catch (error) {
        throw new Error(`seed ${seed}: ${error}`, { cause: error });
      }
    }
    expect(outcomes.read).toBeGreaterThan(500);
    expect(outcomes.refused).toBeGreaterThan(50);
  }, 120_000);

  const names = readdirSync(failures).filter((name) => name.endsWith('.bin'));
  it.each(names.length > 0 ? names : ['(none yet)'])('that once failed do not: %s', async (name) => {
    if (names.length === 0) return;
    const bytes = readFileSync(new URL(name, failures));
    await checkInput(bytes, true);
  });
});
