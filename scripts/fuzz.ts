import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkInput, mutated } from '../src/testing/fuzz.ts';

/**
 * `npm run fuzz -- [--count 1000000] [--from SEED]`: reads broken logs, one a seed. It goes on where the last run stopped, but
 * for a run from a given seed, which stands for itself.
 * An input that breaks a rule is kept in `src/testing/fuzz-failures/`, where `npm test` reads it again.
 */
const { values } = parseArgs({ options: { count: { type: 'string', default: '1000000' }, from: { type: 'string' } } });
const state = new URL('../.cache/fuzz.json', import.meta.url);
const failures = new URL('../src/testing/fuzz-failures/', import.meta.url);
const before = existsSync(state)
  ? JSON.parse(readFileSync(state, 'utf8'))
  : { next: 1, read: 0, refused: 0, failed: 0 };
const totals = values.from === undefined ? before : { next: Number(values.from), read: 0, refused: 0, failed: 0 };
const end = totals.next + Number(values.count);

const started = performance.now();
for (; totals.next < end; totals.next++) {
  const seed = totals.next;
  const bytes = mutated(seed);
  try {
    const outcome: 'read' | 'refused' = await checkInput(bytes, seed % 4 === 0);
    totals[outcome]++;
  } catch (error) {
    totals.failed++;
    writeFileSync(new URL(`${seed}.bin`, failures), bytes);
    console.error(`seed ${seed}: ${error instanceof Error ? error.stack : error}`);
  }
  if (seed % 10_000 === 0) save();
}
save();

function save(): void {
  if (values.from === undefined) {
    mkdirSync(new URL('.', state), { recursive: true });
    writeFileSync(state, JSON.stringify(totals));
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${totals.next} next: ${totals.read} read, ${totals.refused} refused, ${totals.failed} failed; ${seconds.toFixed(0)} s`,
  );
}
process.exit(totals.failed === 0 ? 0 : 1);
