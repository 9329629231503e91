import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkInput, checkInputs, mutated } from '../src/testing/fuzz.ts';
import { restructured } from '../src/testing/restructured.ts';

/**
 * `npm run fuzz -- [--count 1000000] [--from SEED]`: reads broken logs, two per seed: one with broken bytes, one with a
 * changed structure. It goes on where the last run stopped, but for a run from a given seed, which stands for itself.
 * An input that breaks a rule is kept in `src/testing/fuzz-failures/`, where `npm test` reads it again.
 */
const { values } = parseArgs({ options: { count: { type: 'string', default: '1000000' }, from: { type: 'string' } } });
const state = new URL('../.cache/fuzz.json', import.meta.url);
const failures = new URL('../src/testing/fuzz-failures/', import.meta.url);
const before = existsSync(state)
  ? JSON.parse(readFileSync(state, 'utf8'))
  : { next: 1, read: 0, refused: 0, failed: 0 };
const totals = values.from === undefined ? before : { next: Number(values.from), read: 0, refused: 0, failed: 0 };
const end = totals.next + Math.ceil(Number(values.count) / 2);

/** Inputs that are read as the files of one run; each is read by itself when the run breaks a rule. */
const TOGETHER = 64;

const started = performance.now();
while (totals.next < end) {
  const seeds = Array.from({ length: Math.min(TOGETHER / 2, end - totals.next) }, (_, i) => totals.next + i);
  const inputs = seeds.flatMap((seed) => [
    { name: `${seed}`, bytes: mutated(seed) },
    { name: `${seed}-restructured`, bytes: restructured(seed) },
  ]);
  const isCompared = Math.floor(totals.next / seeds.length) % 4 === 0;
  try {
    const read = await checkInputs(
      inputs.map(({ bytes }) => bytes),
      isCompared,
    );
    totals.read += read;
    totals.refused += inputs.length - read;
  } catch {
    for (const { name, bytes } of inputs) await check(bytes, name);
  }
  const isDue = Math.floor(totals.next / 10_000) < Math.floor((totals.next + seeds.length) / 10_000);
  totals.next += seeds.length;
  if (isDue) save();
}
save();

async function check(bytes: Uint8Array, name: string): Promise<void> {
  try {
    const outcome: 'read' | 'refused' = await checkInput(bytes, true);
    totals[outcome]++;
  } catch (error) {
    totals.failed++;
    writeFileSync(new URL(`${name}.bin`, failures), bytes);
    console.error(`seed ${name}: ${error instanceof Error ? error.stack : error}`);
  }
}

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
