import { closeSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  createDuckDB,
  type DuckDBBindings,
  DuckDBDataProtocol,
  NODE_RUNTIME,
  VoidLogger,
} from '@duckdb/duckdb-wasm/blocking';
import { type Answers, type Filter, facetFields, MOST_VALUES, type Round } from './questions.ts';

/**
 * DuckDB-WASM with the log's columns in a table, but for `uid`, which Oddflow leaves in the file too. Labels are enums:
 * of the types that a label can have, that is the fastest for these questions.
 */
export async function openDuckDb(log: string): Promise<{ readonly version: string; readonly answers: Answers }> {
  const dist = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
  const bundleOf = (name: string) => ({ mainModule: join(dist, `duckdb-${name}.wasm`), mainWorker: '' });
  const bundles = { mvp: bundleOf('mvp'), eh: bundleOf('eh') };
  const db = await createDuckDB(bundles, new VoidLogger(), NODE_RUNTIME);
  await db.instantiate(() => {});
  const query = connect(db);
  db.registerFileURL('conn.log', log, DuckDBDataProtocol.NODE_FS, false);
  readLog(query, fieldsOf(log));
  return { version: db.getVersion(), answers: answersOf(query) };
}

/** Runs a statement. Gives the numbers of its rows, one after the other. */
type Query = (sql: string) => number[];

function connect(db: DuckDBBindings): Query {
  const connection = db.connect();
  return (sql) => {
    const result = connection.query(sql);
    return result.toArray().flatMap((row) => Object.values(row.toJSON()).map(Number));
  };
}

interface LogField {
  readonly name: string;
  readonly type: string;
}

const numberTypes: Readonly<Record<string, string>> = {
  time: 'DOUBLE',
  interval: 'DOUBLE',
  port: 'USMALLINT',
  count: 'BIGINT',
};

/** Fields and SQL types by the header of the log. */
function fieldsOf(log: string): LogField[] {
  const file = openSync(log, 'r');
  const buffer = Buffer.alloc(4096);
  const length = readSync(file, buffer);
  closeSync(file);
  const lines = buffer.toString('latin1', 0, length).split('\n');
  const [names, types] = ['#fields', '#types'].map((name) => {
    const line = lines.find((one) => one.startsWith(`${name}\t`)) ?? '';
    return line.split('\t').slice(1);
  });
  return names.map((name, at) => ({ name, type: numberTypes[types[at]] ?? 'VARCHAR' }));
}

function readLog(query: Query, fields: readonly LogField[]): void {
  const columns = fields.map(({ name, type }) => `'${name}': '${type}'`).join(', ');
  const kept = fields.filter(({ name }) => name !== 'uid');
  query(`CREATE TABLE flows AS SELECT ${kept.map(({ name }) => `"${name}"`).join(', ')}
    FROM read_csv('conn.log', delim = '\t', header = false, skip = 8, nullstr = '-', quote = '', escape = '',
      ignore_errors = true, columns = {${columns}})`);
  for (const { name, type } of kept) {
    if (type !== 'VARCHAR') continue;
    query(`CREATE TYPE "type of ${name}" AS ENUM (SELECT DISTINCT "${name}" FROM flows WHERE "${name}" IS NOT NULL)`);
    query(`ALTER TABLE flows ALTER "${name}" TYPE "type of ${name}"`);
  }
}

function answersOf(query: Query): Answers {
  const count = (condition: string) => query(`SELECT count(*) FROM flows WHERE ${condition}`);
  const facets = (conditionFor: (field: string) => string) => {
    const values = facetFields.map((field) =>
      query(`SELECT flows FROM (SELECT "${field}" AS value, count(*) AS flows FROM flows WHERE ${conditionFor(field)}
        GROUP BY value ORDER BY flows DESC LIMIT ${MOST_VALUES})`),
    );
    return values.flat();
  };
  const times = query('SELECT min(ts), max(ts) FROM flows');
  return {
    filter: ({ filter }) => count(conditionOf(filter)),
    count: ({ other }) => count(conditionOf(other)),
    facets: () => facets(() => 'true'),
    'facets again': () => facets(() => 'true'),
    'facets filtered': ({ filter }) => facets((field) => conditionOf(filter, field)),
    suppress: ({ port }) => count(isNotPort(port)),
    'facets suppressed': ({ port }) => facets((field) => (field === 'id.resp_p' ? 'true' : isNotPort(port))),
    'step time': (round) => {
      const third = (times[1] - times[0]) / 3;
      return count(`ts >= ${times[0] + (round.flow % third)} AND ts < ${times[0] + third}`);
    },
    open: (round) => relatedOf(query, round),
  };
}

/** A facet leaves out the condition on its own field. */
function conditionOf({ sources, bytes, states }: Filter, except = ''): string {
  const isOneOf = (field: string, values: readonly string[]) =>
    `"${field}" IN (${values.map((value) => `'${value}'`).join(', ')})`;
  const conditions = {
    'id.orig_h': isOneOf('id.orig_h', sources),
    orig_bytes: `orig_bytes BETWEEN ${bytes[0]} AND ${bytes[1]}`,
    conn_state: isOneOf('conn_state', states),
  };
  return Object.entries(conditions)
    .flatMap(([field, condition]) => (field === except ? [] : [condition]))
    .join(' AND ');
}

function isNotPort(port: string): string {
  return `"id.resp_p" IS DISTINCT FROM ${port}`;
}

/** Counts of flows with the same pair, source, destination and port, and within five minutes, in one pass. */
function relatedOf(query: Query, { flow }: Round): number[] {
  return query(`
    WITH one AS (SELECT ts, "id.orig_h" AS source, "id.resp_h" AS destination, "id.resp_p" AS port FROM flows WHERE rowid = ${flow})
    SELECT count(*) FILTER ("id.orig_h" = source AND "id.resp_h" = destination), count(*) FILTER ("id.orig_h" = source),
      count(*) FILTER ("id.resp_h" = destination), count(*) FILTER ("id.resp_p" = port),
      count(*) FILTER (flows.ts BETWEEN one.ts - 300 AND one.ts + 300)
    FROM flows, one`);
}
