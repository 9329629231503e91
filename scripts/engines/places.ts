import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clickhouse } from '../../src/core/sql/clickhouse.ts';
import { duckdb } from '../../src/core/sql/duckdb.ts';
import { postgresql } from '../../src/core/sql/postgresql.ts';
import { spark } from '../../src/core/sql/spark.ts';
import { trino } from '../../src/core/sql/trino.ts';
import { loadPostgreSql, ROW } from '../../src/testing/engines/load-table.ts';
import { isNumber, type PlainLog, plainLog } from '../../src/testing/engines/plain-log.ts';
import type { Place } from '../../src/testing/engines/run-script.ts';

const folder = mkdtempSync(join(tmpdir(), 'oddflow-places-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** DuckDB reads the log itself. */
export const inDuckDb: Place = {
  dialect: duckdb,
  inFileOrder: '',
  load: async (_, log) => {
    const path = join(folder, 'conn.log');
    writeFileSync(path, log);
    return { source: { kind: log[0] === 0x7b ? 'json' : 'zeek-tsv', path } };
  },
};

/** Each other engine with its own way to load a file into the table `conn`. */
export const inPostgreSql: Place = {
  dialect: postgresql,
  inFileOrder: ` ORDER BY ${ROW}`,
  load: async (engine, log) => {
    await loadPostgreSql(engine, plainLog(log));
    return {};
  },
};

export const inClickHouse: Place = {
  dialect: clickhouse,
  inFileOrder: ` ORDER BY ${ROW}`,
  load: async (engine, log) => {
    const { names, path } = writeTable(plainLog(log), 'clickhouse.tsv');
    const types = names.map(
      (name) =>
        `${clickhouse.name(name)} ${name === ROW ? 'UInt32' : isNumber(name) ? 'Nullable(Float64)' : 'Nullable(String)'}`,
    );
    await engine.run([
      ...clickhouse.settings,
      'DROP TABLE IF EXISTS conn',
      `CREATE TABLE conn ENGINE = Log AS SELECT * FROM file('${path}', 'TSV', ${clickhouse.text(types.join(', '))})`,
    ]);
    return {};
  },
};

export const inSpark: Place = {
  dialect: spark,
  inFileOrder: ` ORDER BY ${ROW}`,
  load: async (engine, log) => {
    const { names, path } = writeTable(plainLog(log), `spark-${Date.now()}.tsv`);
    const types = names.map(
      (name) => `${spark.name(name)} ${name === ROW ? 'INT' : isNumber(name) ? 'DOUBLE' : 'STRING'}`,
    );
    await engine.run([
      `CREATE OR REPLACE TEMPORARY VIEW conn (${types.join(', ')})
       USING csv OPTIONS (path '${path}', sep '\\t', nullValue '\\\\N', mode 'FAILFAST')`,
    ]);
    return {};
  },
};

/** Rows per INSERT. Trino refuses statements of more than a million characters. */
const BATCH = 1000;

export const inTrino: Place = {
  dialect: trino,
  inFileOrder: ` ORDER BY ${ROW}`,
  load: async (engine, log) => {
    const { names, rows } = wanted(plainLog(log));
    const types = names.map((name) => `${trino.name(name)} ${isNumber(name) || name === ROW ? 'DOUBLE' : 'VARCHAR'}`);
    const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, i) =>
      rows.slice(i * BATCH, (i + 1) * BATCH),
    );
    const cellOf = (cell: string | null, name: string) => {
      if (cell === null) return 'NULL';
      return isNumber(name) || name === ROW ? trino.double(Number(cell)) : trino.text(cell);
    };
    await engine.run([
      'DROP TABLE IF EXISTS conn',
      `CREATE TABLE conn (${types.join(', ')})`,
      ...batches.map((batch) => {
        const lines = batch.map((row) => `(${row.map((cell, i) => cellOf(cell, names[i])).join(', ')})`);
        return `INSERT INTO conn VALUES ${lines.join(',\n')}`;
      }),
    ]);
    return {};
  },
};

/** The columns that a script reads or lists, with the place in the file as the first. */
function wanted({ names, rows }: PlainLog): PlainLog {
  const read =
    /^(ts|uid|proto|service|conn_state|history|duration|ip_proto|id\.\w+|(orig|resp)_(ip_bytes|bytes|pkts))$/;
  const columns = names.flatMap((name, i) => (read.test(name) ? [i] : []));
  return {
    names: [ROW, ...columns.map((i) => names[i])],
    rows: rows.map((row, place) => [String(place), ...columns.map((i) => row[i])]),
  };
}

function writeTable(log: PlainLog, file: string): { readonly names: readonly string[]; readonly path: string } {
  const { names, rows } = wanted(log);
  const path = join(folder, file);
  writeFileSync(path, rows.map((row) => `${row.map((cell) => cell ?? '\\N').join('\t')}\n`).join(''));
  return { names, path };
}
