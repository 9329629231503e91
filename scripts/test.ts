import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './find-browser.ts';

/**
 * Everything that must hold: types, lint, unit tests, build, browser tests. Later stages run although an earlier one
 * failed; the last line is `N passed, N failed`.
 */

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const reports = mkdtempSync(join(tmpdir(), 'oddflow-test-'));

const stages: readonly (readonly [name: string, run: () => Counts])[] = [
  [
    'types',
    () =>
      whole('npx', ['tsc', '-p', 'tsconfig.json']).and(() => whole('npx', ['tsc', '-p', 'tsconfig.core.json']).counts),
  ],
  ['lint', () => whole('npx', ['biome', 'check', '.', '--error-on-warnings']).counts],
  ['unit', unit],
  ['build', () => whole('npx', ['vite', 'build', '--logLevel', 'warn']).counts],
  ['browser', browser],
];

const total = { passed: 0, failed: 0, skipped: 0 };
for (const [name, run] of stages) {
  console.log(`\n── ${name}`);
  const { passed, failed, skipped } = run();
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed === 0 ? 0 : 1);

/** A stage that passes or fails as one. */
function whole(command: string, args: readonly string[]): { counts: Counts; and: (next: () => Counts) => Counts } {
  const isFine = run(command, args);
  const counts = { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 };
  return { counts, and: (next) => (isFine ? next() : counts) };
}

function unit(): Counts {
  const report = join(reports, 'unit.json');
  const isFine = run('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = readReport(report);
  return settled(isFine, { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests });
}

function browser(): Counts {
  try {
    process.env.CHROME_PATH = ensureBrowser();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const report = join(reports, 'browser.json');
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = report;
  const isFine = run('npx', ['playwright', 'test', '--reporter=list,json']);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport(report).stats ?? {};
  return settled(isFine, { passed: expected, failed: unexpected + flaky, skipped });
}

/** A runner that failed without a failed test, because it could not start or a file could not be loaded, has failed. */
function settled(isFine: boolean, counts: Counts): Counts {
  return isFine || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

// biome-ignore lint/suspicious/noExplicitAny: reports of two runners, of which a few counts are read
function readReport(path: string): any {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}
