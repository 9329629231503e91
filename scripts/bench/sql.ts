import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startDuckDb } from '../../src/testing/engines/duckdb.ts';
import type { Engine } from '../../src/testing/engines/engine.ts';
import { findPostgreSql, startPostgreSql } from '../../src/testing/engines/postgresql.ts';
import type { Place } from '../../src/testing/engines/run-script.ts';
import { accuracyIn, fitIn } from '../engines/accuracy.ts';
import { baselineChecks, type KnownLog, knownLogs } from '../engines/checks.ts';
import { startClickHouse } from '../engines/clickhouse.ts';
import { Missing } from '../engines/install.ts';
import { inClickHouse, inDuckDb, inPostgreSql, inSpark, inTrino } from '../engines/places.ts';
import { startSpark } from '../engines/spark.ts';
import { startTrino } from '../engines/trino.ts';
import { placeBetweenMarks } from './markdown.ts';

/**
 * `npm run bench:sql`: how far scores and models of the SQL scripts are from PyOD's scores, as the tables of docs/sql.md. DuckDB and
 * PostgreSQL by default; `--engines` also takes ClickHouse, Spark and Trino, which are installed as `test:engines` does.
 */
const { values: options } = parseArgs({
  options: { engines: { type: 'string', default: 'DuckDB,PostgreSQL' }, markdown: { type: 'string' } },
});

const engines: Readonly<Record<string, { readonly start: () => Promise<Engine>; readonly place: Place }>> = {
  DuckDB: { start: startDuckDb, place: inDuckDb },
  PostgreSQL: { start: startInstalled, place: inPostgreSql },
  ClickHouse: { start: startClickHouse, place: inClickHouse },
  Spark: { start: startSpark, place: inSpark },
  Trino: { start: startTrino, place: inTrino },
};
/** How often the largest known log is repeated. */
const COPIES = [1, 20, 400];

const known = knownLogs();
const flows = known.reduce((sum, { scores }) => sum + scores.length, 0);
const lines = [];
for (const name of options.engines.split(',')) lines.push(await lineOf(name));
const text = [
  `${new Date().toISOString().slice(0, 10)}: ${known.length} logs with ${flows.toLocaleString('en')} flows that PyOD or scikit-learn scored. The largest relative difference of a score:`,
  [
    '| engine | scoring script | fit, first script | fit, both scripts | a baseline of each model on another log, from Oddflow |',
    '|---|--:|--:|--:|--:|',
    ...lines,
  ].join('\n'),
  `The log ${largest().name} repeated, fitted in DuckDB:`,
  ['| flows | first script | both scripts |', '|--:|--:|--:|', ...(await repeated(largest()))].join('\n'),
].join('\n\n');
console.log(text);
if (options.markdown !== undefined) {
  const before = readFileSync(options.markdown, 'utf8');
  writeFileSync(options.markdown, placeBetweenMarks(before, text, 'npm run bench:sql'));
}

async function lineOf(name: string): Promise<string> {
  const entry = engines[name];
  if (entry === undefined) throw new Error(`--engines takes ${Object.keys(engines).join(', ')}, not “${name}”`);
  const engine = await entry.start();
  const { scored, first, both } = await accuracyIn(engine, entry.place, known);
  const outcomes = [];
  for (const check of baselineChecks(engine, entry.place)) outcomes.push(await check());
  await engine.close();
  const wrong = outcomes.flatMap((outcome) => outcome.wrong);
  if (wrong.length > 0) throw new Error(`${name}: ${wrong.join(', ')}`);
  const other = Math.max(...outcomes.map(({ difference }) => difference));
  return `| ${[engine.version, ...[scored, first, both, other].map(shown)].join(' | ')} |`;
}

async function startInstalled(): Promise<Engine> {
  const programs = findPostgreSql();
  if (programs === null) throw new Missing('no PostgreSQL server in /usr/lib/postgresql or PATH');
  return startPostgreSql(programs);
}

function largest(): KnownLog {
  return known.toSorted((a, b) => b.scores.length - a.scores.length)[0];
}

async function repeated(log: KnownLog): Promise<string[]> {
  const rows: string[] = [];
  for (const copies of COPIES) {
    const engine = await startDuckDb();
    const { source } = await inDuckDb.load(engine, log.log);
    const { before = [], select = '' } =
      source === undefined || source.kind === 'table'
        ? {}
        : (inDuckDb.dialect.readFile?.(source.path, source.kind) ?? {});
    await engine.run([...before, `CREATE TABLE conn AS SELECT flows.* FROM (${select}) AS flows, range(${copies})`]);
    const { first, both } = await fitIn(engine, inDuckDb, log, { kind: 'table', table: 'conn', names: 'zeek' });
    await engine.close();
    rows.push(`| ${[(copies * log.scores.length).toLocaleString('en'), shown(first), shown(both)].join(' | ')} |`);
  }
  return rows;
}

function shown(difference: number): string {
  return difference.toExponential(1);
}
