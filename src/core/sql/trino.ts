import { ansi, log1pByLn, valuesBy } from './ansi.ts';
import type { Dialect } from './dialect.ts';

export const trino: Dialect = {
  ...ansi,
  id: 'trino',
  label: 'Trino',
  run: 'trino --catalog CATALOG --schema SCHEMA --file FILE.sql',
  number: (column) => {
    const value = `TRY_CAST(${column} AS DOUBLE)`;
    return `CASE WHEN is_finite(${value}) THEN ${value} END`;
  },
  asText: (column) => `CAST(${column} AS VARCHAR)`,
  log1p: log1pByLn,
  view: (name, select) => [`CREATE OR REPLACE VIEW ${name} AS\n${select}`],
  rows: valuesBy(ansi),
  // Trino has no exact quantile.
  quantile: (value, fraction) => `approx_percentile(${value}, ${fraction})`,
};
