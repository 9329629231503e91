import { ansi, log1pByLn, valuesBy } from './ansi.ts';
import type { Dialect } from './dialect.ts';
import type { FlowReader } from './flow-source.ts';

export const duckdb: Dialect = {
  ...ansi,
  id: 'duckdb',
  label: 'DuckDB',
  run: 'duckdb < FILE.sql',
  number: (column) => {
    const value = `TRY_CAST(${column} AS DOUBLE)`;
    return `CASE WHEN isfinite(${value}) THEN ${value} END`;
  },
  asText: (column) => `CAST(${column} AS VARCHAR)`,
  log1p: log1pByLn,
  view: (name, select) => [`CREATE OR REPLACE TEMPORARY VIEW ${name} AS\n${select}`],
  rows: valuesBy(ansi),
  quantile: (value, fraction) => `quantile_cont(${value}, ${fraction})`,
  readFile: (path, form) => (form === 'zeek-tsv' ? zeekTsv(path) : json(path)),
};

/** Cells as they are in the file: no quotes, no escapes, no comments within a line. */
const CELLS = `header = false, quote = '', escape = '', comment = ''`;

/**
 * Zeek's tab-separated log. Column names come from the file's own `#fields` line. Lines that begin with `#` are recognised by
 * their first cell, since the option `comment` would also cut cells that contain `#`. Lines with another number of cells than
 * `#fields` are left out, such as a last line that is cut off: too short ones have no last cell, too long ones a cell in `#`.
 */
function zeekTsv(path: string): FlowReader {
  const file = ansi.text(path);
  return {
    before: [
      `SET VARIABLE oddflow_fields = (
  SELECT string_split(line, chr(9))[2:]
  FROM read_csv(${file}, delim = chr(1), ${CELLS}, auto_detect = false, columns = {'line': 'VARCHAR'})
  WHERE starts_with(line, '#fields')
  LIMIT 1)`,
    ],
    select: `SELECT nullif(nullif(COLUMNS(* EXCLUDE "#"), '-'), '(empty)') AS '\\0'
FROM read_csv(${file}, delim = '\\t', ${CELLS}, null_padding = true, all_varchar = true,
  nullstr = chr(1), names = list_append(getvariable('oddflow_fields'), '#'))
WHERE COLUMNS(lambda name: name = getvariable('oddflow_fields')[-1]) IS NOT NULL AND "#" IS NULL
  AND NOT starts_with(COLUMNS(lambda name: name = getvariable('oddflow_fields')[1]), '#')`,
  };
}

/** One JSON object per line, with Zeek's names as keys. */
function json(path: string): FlowReader {
  return { before: [], select: `SELECT * FROM read_json(${ansi.text(path)}, format = 'newline_delimited')` };
}
