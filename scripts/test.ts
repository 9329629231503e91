import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { failedTests, type TestReport } from './failed-tests.ts';
import { ensureBrowser } from './find-browser.ts';
import { warningsIn } from './warnings-in.ts';

/**
 * Everything that must hold: types, lint, unit tests, build, browser tests. Later stages run although an earlier one
 * failed; the end repeats the names of the failed tests, since they are far above by then. The last line is
 * `N passed, N failed`, in which types, lint and build count as one each. With `--engines MINUTES` the
 * SQL scripts also run in the engines of `npm run test:engines`, within this time.
 */

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Names of the failed tests, where the runner's report has them. */
  readonly names?: readonly string[];
}

const { values } = parseArgs({ options: { engines: { type: 'string' } } });
const shell = process.platform === 'win32';
const reports = mkdtempSync(join(tmpdir(), 'oddflow-test-'));

const stages: readonly (readonly [name: string, run: () => Counts])[] = [
  ['types', () => whole('typecheck')],
  ['lint', () => whole('lint')],
  ['unit', unit],
  ['build', build],
  ['browser', browser],
  ...(values.engines === undefined ? [] : [['engines', () => engines(Number(values.engines))] as const]),
];

const total = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
for (const [name, run] of stages) {
  console.log(`\n── ${name}`);
  const { passed, failed, skipped, names = [] } = run();
  if (failed > 0) failures.push(...(names.length > 0 ? names : ['see above']).map((test) => `${name}: ${test}`));
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `  ${failure}\n`).join('')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed === 0 ? 0 : 1);

/** A script of package.json that passes or fails as one. */
function whole(script: string): Counts {
  const isFine = run('npm', ['run', '--silent', script]);
  return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 };
}

/** A build that warns has failed: a newcomer reads the address, and nothing else. */
function build(): Counts {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], { encoding: 'utf8', shell });
  console.log(`${stdout}${stderr}`.trimEnd());
  const warnings = warningsIn(`${stdout}\n${stderr}`);
  if (warnings.length > 0) console.error(`The build warns: ${warnings[0]}`);
  const isFine = status === 0 && warnings.length === 0;
  return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 };
}

function unit(): Counts {
  const report = join(reports, 'unit.json');
  const isFine = run('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  const found = readReport(report);
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = found;
  const names = failedTests(found);
  return settled(isFine, { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests, names });
}

function browser(): Counts {
  try {
    ensureBrowser();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const report = join(reports, 'browser.json');
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = report;
  const isFine = run('npx', ['playwright', 'test', '--reporter=list,json']);
  const found = readReport(report);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = found.stats ?? {};
  return settled(isFine, { passed: expected, failed: unexpected + flaky, skipped, names: failedTests(found) });
}

/** Twice the time ends a run that hangs, which has failed. */
function engines(minutes: number): Counts {
  const report = join(reports, 'engines.json');
  const args = ['tsx', 'scripts/test-engines.ts', '--minutes', String(minutes), '--report', report];
  const isFine = run('npx', args, 2 * minutes * 60_000);
  const { passed = 0, failed = 0, skipped = 0 } = readCounts(report);
  return settled(isFine, { passed, failed, skipped });
}

function readCounts(path: string): Partial<Counts> {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/** A runner that failed without a failed test, because it could not start or a file could not be loaded, has failed. */
function settled(isFine: boolean, counts: Counts): Counts {
  return isFine || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** What is read of vitest's and Playwright's reports; nothing when the runner wrote none. */
interface Report extends TestReport {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly numPendingTests?: number;
  readonly stats?: {
    readonly expected?: number;
    readonly unexpected?: number;
    readonly flaky?: number;
    readonly skipped?: number;
  };
}

function readReport(path: string): Report {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

function run(command: string, args: readonly string[], milliseconds?: number): boolean {
  return spawnSync(command, args, { stdio: 'inherit', shell, timeout: milliseconds }).status === 0;
}
