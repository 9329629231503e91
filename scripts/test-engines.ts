import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { detectors } from '../src/core/detect/index.ts';
import { volume } from '../src/core/features/feature-sets.ts';
import { Ranking } from '../src/core/query/ranking.ts';
import { TOLERANCE } from '../src/core/sql/self-test.ts';
import type { Engine } from '../src/testing/engines/engine.ts';
import { largestDifference, type Place } from '../src/testing/engines/run-script.ts';
import { quiet, readText } from '../src/testing/read-text.ts';
import { baselineChecks, checkKnownLog, type KnownLog, knownLogs, type Outcome } from './engines/checks.ts';
import { startClickHouse } from './engines/clickhouse.ts';
import { databaseChecks } from './engines/database-checks.ts';
import { enginesFolder, installUntil, Missing } from './engines/install.ts';
import { inClickHouse, inSpark, inTrino } from './engines/places.ts';
import { startPyod } from './engines/pyod.ts';
import { startSpark } from './engines/spark.ts';
import { startTrino } from './engines/trino.ts';

/**
 * Runs the SQL scripts in ClickHouse, Spark and Trino, and PyOD beside our detector. Installs them outside of the repository. What
 * cannot be had here is skipped with the reason. The last line is `N passed, N failed`. DuckDB and PostgreSQL are in `npm test`.
 */

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, report: { type: 'string' }, only: { type: 'string' } },
});
const until = Date.now() + Number(values.minutes ?? 30) * 60_000;
installUntil(until);

/** The checks of one engine, which is started for them. */
interface Subject {
  readonly name: string;
  readonly start: () => Promise<{
    readonly version: string;
    readonly checks: readonly Check[];
    readonly close: () => Promise<void>;
  }>;
}
type Check = () => Promise<Outcome>;

const known = knownLogs();
const subjects: readonly Subject[] = [
  { name: 'PyOD', start: withPyod },
  { name: 'ClickHouse', start: () => scripts(startClickHouse, inClickHouse) },
  { name: 'Spark', start: () => scripts(startSpark, inSpark) },
  { name: 'Trino', start: () => scripts(startTrino, inTrino) },
];

const total = { passed: 0, failed: 0, skipped: 0 };
console.log(`Engines are installed in ${enginesFolder}.`);
for (const subject of subjects.filter(({ name }) => values.only === undefined || values.only === name))
  await test(subject);
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(total));
process.exit(total.failed === 0 ? 0 : 1);

async function test({ name, start }: Subject): Promise<void> {
  console.log(`\n── ${name}`);
  const began = Date.now();
  if (began > until) return skip(`${name}: the time is over`);
  try {
    const { version, checks, close } = await start();
    console.log(`${version}, ready after ${seconds(began)}`);
    for (const check of checks) await run(check);
    await close();
    console.log(`${name} took ${seconds(began)}`);
  } catch (error) {
    if (error instanceof Missing) return skip(error.message);
    total.failed++;
    console.error(error);
  }
}

async function run(check: Check): Promise<void> {
  if (Date.now() > until) return skip('a check: the time is over');
  const { name, difference, wrong } = await check();
  console.log(`${wrong.length === 0 ? 'ok    ' : 'FAILED'} ${difference.toExponential(1).padStart(7)}  ${name}`);
  for (const each of wrong) console.log(`       ${each}`);
  if (wrong.length === 0) total.passed++;
  else total.failed++;
}

function skip(reason: string): void {
  console.log(`skipped: ${reason}`);
  total.skipped++;
}

function seconds(began: number): string {
  return `${((Date.now() - began) / 1000).toFixed(0)} s`;
}

async function scripts(start: () => Promise<Engine>, place: Place): ReturnType<Subject['start']> {
  const engine = await start();
  const checks = [
    ...known.map((log) => () => checkKnownLog(engine, place, log)),
    ...baselineChecks(engine, place),
    ...databaseChecks(engine, place, known),
  ];
  return { version: engine.version, checks, close: engine.close };
}

async function withPyod(): ReturnType<Subject['start']> {
  const scoresOf = startPyod();
  const { version } = scoresOf(known[0].log, volume.fields);
  return { version, checks: known.map((log) => () => besidePyod(scoresOf, log)), close: async () => {} };
}

/** Our own scores and threshold beside PyOD's, which are computed now. */
async function besidePyod(
  scoresOf: ReturnType<typeof startPyod>,
  { name, log, hasIpProto }: KnownLog,
): Promise<Outcome> {
  const detector = detectors[hasIpProto ? 1 : 0];
  const { table } = await readText(log);
  const { scores } = await detector.detect(table, quiet);
  const wanted = scoresOf(log, hasIpProto ? [...volume.fields, 'ip_proto'] : volume.fields);
  const difference = largestDifference(scores, wanted.scores);
  const threshold = Math.abs(new Ranking(scores).quantile(0.1) / wanted.threshold - 1);
  const wrong = [
    ...(difference < TOLERANCE ? [] : [`scores differ by ${difference}`]),
    ...(threshold < TOLERANCE ? [] : [`thresholds differ by ${threshold}`]),
  ];
  return { name: `our scores of ${name}`, difference, wrong };
}
