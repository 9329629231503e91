import { ansi, exponential, log1pByLn, signed, valuesBy } from './ansi.ts';
import type { Dialect } from './dialect.ts';

/** Zeek's and JSON's numbers. PostgreSQL has no cast that returns NULL for other texts (version 16 can test a text first). */
const DECIMAL = String.raw`^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$`;

/** Types that are cast without a look at their text, which would take most of the time. */
const NUMERIC = ['float8', 'float4', 'bigint', 'integer', 'smallint', 'numeric']
  .map((type) => `'${type}'::regtype`)
  .join(', ');
const MOST = Number.MAX_VALUE;

const text = ansi.text;
/** `1.5E+0` alone would be a numeric. */
const double = (value: number) => signed(value, (amount) => `float8 '${exponential(amount)}'`);

export const postgresql: Dialect = {
  ...ansi,
  id: 'postgresql',
  label: 'PostgreSQL',
  run: 'psql --quiet --file FILE.sql DATABASE',
  doubleType: 'float8',
  once: '\nOFFSET 0',
  double,
  number: (column) =>
    `CASE WHEN pg_typeof(${column}) IN (${NUMERIC}) THEN CASE WHEN ${column}::float8 BETWEEN ${double(-MOST)} AND ${double(MOST)} ` +
    `THEN ${column}::float8 END WHEN ${column}::text ~ ${text(DECIMAL)} THEN ${column}::text::float8 END`,
  asText: (column) => `${column}::text`,
  log1p: log1pByLn,
  view: (name, select) => [
    // A replaced view must keep its columns, so it is dropped first.
    `DROP VIEW IF EXISTS pg_temp.${name} CASCADE`,
    `CREATE TEMPORARY VIEW ${name} AS\n${select}`,
  ],
  rows: valuesBy({ ...ansi, double, doubleType: 'float8' }),
  quantile: (value, fraction) => `percentile_cont(${fraction}) WITHIN GROUP (ORDER BY ${value})`,
};
