import { expect, it } from 'vitest';
import { differences, explain } from './semantic-fuzz.ts';
import { semanticLog } from './semantic-log.ts';

it('logs of unusual structure mean what a slow reader says: 640 of them', async () => {
  for (let from = 1; from <= 640; from += 64) {
    const logs = Array.from({ length: 64 }, (_, i) => semanticLog(from + i));
    for (const [i, found] of (await differences(logs)).entries()) {
      if (found !== '' && explain(logs[i], found) === null) expect(`seed ${from + i}: ${found}`).toBe('');
    }
  }
}, 60_000);
