import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDuckDb } from '../../testing/engines/duckdb.ts';
import type { Engine } from '../../testing/engines/engine.ts';
import { duckdb } from './duckdb.ts';
import { flowsView } from './flow-source.ts';
import { dialects } from './index.ts';
import { quotedTable, tableParts } from './table-name.ts';

const character = fc.oneof(
  fc.constantFrom('"', '`', "'", '.', '\\', ';', '-', ' ', '$', 'a', 'B', 'ü', '表'),
  fc.string({ minLength: 1, maxLength: 1 }).filter((one) => !/\p{Cc}/u.test(one)),
);
const part = fc.array(character, { minLength: 1, maxLength: 12 }).map((characters) => characters.join(''));
const quote = fc.constantFrom('"', '`');

describe('the name of a table', () => {
  it.each([
    ['conn', ['conn']],
    ['logs.conn', ['logs', 'conn']],
    ['hive.logs.Conn', ['hive', 'logs', 'Conn']],
    ['logs."conn.2026"', ['logs', 'conn.2026']],
    ['`a.b`."c""d"', ['a.b', 'c"d']],
    ["it's; here", ["it's; here"]],
  ])('%s has its parts', (name, parts) => {
    expect(tableParts(name)).toEqual(parts);
  });

  it.each(['', '.', 'a.', '.a', 'a..b', '"a', '"a"b', '""', 'a\nb', 'x'.repeat(501)])('%j is refused', (name) => {
    expect(() => tableParts(name)).toThrow(expect.objectContaining({ code: 'bad-table' }));
  });

  it('has any parts, if they are quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(part, quote), { minLength: 1, maxLength: 3 }), (parts) => {
        const name = parts.map(([text, mark]) => `${mark}${text.replaceAll(mark, mark + mark)}${mark}`).join('.');
        expect(tableParts(name)).toEqual(parts.map(([text]) => text));
      }),
    );
  });

  it.each(dialects)('cannot end the quotes of $label', ({ id, name }) => {
    const rules = { clickhouse: /^`(?:[^`\\]|\\[\\`])*`$/, spark: /^`(?:[^`]|``)*`$/ };
    const isQuoted = rules[id as keyof typeof rules] ?? /^"(?:[^"]|"")*"$/;
    fc.assert(
      fc.property(part, (text) => {
        expect(name(text)).toMatch(isQuoted);
      }),
    );
  });
});

describe('a table with any name', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startDuckDb();
  });
  afterAll(() => engine.close());

  it('is the one that DuckDB reads, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(part, part, fc.nat(), async (schema, table, value) => {
        const name = [schema, table].map((text) => `"${text.replaceAll('"', '""')}"`).join('.');
        const quoted = quotedTable(name, duckdb);
        const [schemaOnly] = quotedTable(`"${schema.replaceAll('"', '""')}"`, duckdb).split('\n');
        const source = { kind: 'table', table: name, names: 'zeek' } as const;
        const answers = await engine.run([
          `CREATE SCHEMA IF NOT EXISTS ${schemaOnly}`,
          `CREATE OR REPLACE TABLE ${quoted} AS SELECT ${value} AS uid`,
          ...flowsView(duckdb, source),
          'SELECT uid FROM oddflow_flows',
          `SELECT table_schema, table_name FROM information_schema.tables WHERE table_name = ${duckdb.text(table)}`,
          `DROP TABLE ${quoted}`,
        ]);
        expect(answers.at(-3)).toEqual([{ uid: value }]);
        expect(answers.at(-2)).toContainEqual({ table_schema: schema, table_name: table });
      }),
      { numRuns: 40 },
    );
  });
});
