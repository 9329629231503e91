import { DuckDBInstance } from '@duckdb/node-api';
import type { Cell, Engine, Line } from './engine.ts';

/** DuckDB in this process. The database is in memory unless a file is given. */
export async function startDuckDb(
  database = ':memory:',
  settings: Readonly<Record<string, string>> = {},
): Promise<Engine> {
  const instance = await DuckDBInstance.create(database, settings);
  const connection = await instance.connect();
  const query = async (statement: string): Promise<Line[]> => {
    const reader = await connection.runAndReadAll(statement);
    return reader.getRowObjectsJS().map((row) => {
      const cells = Object.entries(row).map(([name, value]) => [name, cellOf(value)] as const);
      return Object.fromEntries(cells);
    });
  };
  const [{ version }] = await query('SELECT version() AS version');
  return {
    version: `DuckDB ${version}`,
    run: async (statements) => {
      const answers: Line[][] = [];
      for (const statement of statements) answers.push(await query(statement));
      return answers;
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function cellOf(value: unknown): Cell {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  return typeof value === 'bigint' ? Number(value) : String(value);
}
