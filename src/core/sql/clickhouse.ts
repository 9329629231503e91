import { ansi } from './ansi.ts';
import type { Column, Dialect, Literal } from './dialect.ts';

const name = (identifier: string) => `\`${identifier.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
const text = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

export const clickhouse: Dialect = {
  ...ansi,
  id: 'clickhouse',
  label: 'ClickHouse',
  run: 'clickhouse-client --multiquery < FILE.sql',
  // By default ClickHouse reads the last digits of a text inexactly.
  settings: ['SET precise_float_parsing = 1'],
  doubleType: 'Float64',
  name,
  text,
  number: (column) => {
    const value = `toFloat64OrNull(toString(${column}))`;
    return `CASE WHEN isFinite(${value}) THEN ${value} END`;
  },
  asText: (column) => `toString(${column})`,
  log1p: (value) => `log1p(${value})`,
  view: (name, select) => [`CREATE OR REPLACE VIEW ${name} AS\n${select}`],
  rows,
  quantile: (value, fraction) => `quantileExactInclusive(${fraction})(${value})`,
};

/** `values('column Type, ...', (...), (...))`. */
function rows(alias: string, columns: readonly Column[], cells: readonly (readonly Literal[])[]): string {
  const types = { double: 'Nullable(Float64)', text: 'Nullable(String)' };
  const structure = columns.map((column) => `${name(column.name)} ${types[column.type]}`).join(', ');
  const cell = (value: Literal) => {
    if (value === null) return 'NULL';
    return typeof value === 'number' ? ansi.double(value) : text(value);
  };
  const lines = cells.map((row) => `  (${row.map(cell).join(', ')})`);
  return `values(${text(structure)},\n${lines.join(',\n')}\n) AS ${alias}`;
}
