import { ansi, exponential, signed, valuesBy } from './ansi.ts';
import type { Dialect } from './dialect.ts';

const name = (identifier: string) => `\`${identifier.replaceAll('`', '``')}\``;
const text = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const double = (value: number) => signed(value, (amount) => `${exponential(amount)}D`);

export const spark: Dialect = {
  ...ansi,
  id: 'spark',
  label: 'Spark SQL',
  run: 'spark-sql -f FILE.sql',
  name,
  text,
  double,
  number: (column) => {
    const value = `try_cast(${column} AS DOUBLE)`;
    return `CASE WHEN abs(${value}) < double('Infinity') THEN ${value} END`;
  },
  asText: (column) => `CAST(${column} AS STRING)`,
  log1p: (value) => `log1p(${value})`,
  view: (name, select) => [`CREATE OR REPLACE TEMPORARY VIEW ${name} AS\n${select}`],
  rows: valuesBy({ name, text, double, doubleType: 'DOUBLE' }),
  quantile: (value, fraction) => `percentile(${value}, ${fraction})`,
};
