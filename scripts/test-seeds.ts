import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { TriedProperty } from '../src/testing/seeds.ts';

/**
 * `npm run test:seeds -- [--count 100] [--runs 20] [--from=SEED] [FILE ...]`: tries every property of the unit tests
 * with many random seeds. The tests of a file share one process, and a property is tried with all seeds before the
 * next. `--from` takes the seeds that follow the given one, otherwise they are random. `--runs` is how many inputs a
 * seed gives at most: the first ones of those that the test itself would try. The last line is `N properties, N seeds
 * each, N failed`.
 */
const { values, positionals } = parseArgs({
  options: {
    count: { type: 'string', default: '100' },
    runs: { type: 'string', default: '20' },
    from: { type: 'string' },
  },
  allowPositionals: true,
});
const count = Number(values.count);
const seeds = Array.from({ length: count }, (_, i) =>
  values.from === undefined ? Math.trunc(Math.random() * 2 ** 31) : (Number(values.from) + i) | 0,
);
const files = positionals.length > 0 ? positionals : ['src', 'scripts'].flatMap(filesWithProperties);
const report = join(mkdtempSync(join(tmpdir(), 'oddflow-seeds-')), 'properties.jsonl');

console.log(`${files.length} files with properties, ${count} seeds: ${seeds.join(' ')}`);
const isFine =
  spawnSync('npx', ['vitest', 'run', '--reporter=dot', '--testTimeout=3600000', ...files], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...process.env, ODDFLOW_SEEDS: seeds.join(','), ODDFLOW_SEEDS_REPORT: report, ODDFLOW_RUNS: values.runs },
  }).status === 0;

const tried = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n').map(parse) : [];
const failing = tried.filter(({ failed }) => failed.length > 0);
for (const property of failing) print(property);
if (!isFine && failing.length === 0) console.error('A test without a property failed: npm run test:unit shows it.');
console.log(`\n${tried.length} properties, ${count} seeds each, ${failing.length} failed`);
process.exit(isFine && failing.length === 0 && tried.length > 0 ? 0 : 1);

function parse(line: string): TriedProperty {
  return JSON.parse(line);
}

/** The failing seeds of a property, the first with its counterexample, and the command that shows it again. */
function print({ test, file, failed }: TriedProperty): void {
  const path = relative(process.cwd(), file);
  console.error(`\n${path}: ${test}\n  fails with seed ${failed.map(({ seed }) => seed).join(', ')}`);
  console.error(failed[0].why.replace(/^/gm, '    '));
  console.error(`  again: ODDFLOW_SEED=${failed[0].seed} npx vitest run ${path}`);
}

function filesWithProperties(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name))
    .filter((path) => readFileSync(path, 'utf8').includes("from 'fast-check'"));
}
