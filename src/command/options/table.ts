import { LogError } from '../../core/errors.ts';
import type { Dialect } from '../../core/sql/dialect.ts';
import { type FlowSource, usualSource } from '../../core/sql/flow-source.ts';
import { tableParts } from '../../core/sql/table-name.ts';
import { explainProblem } from '../../words/messages.ts';
import { type Given, textOf } from '../given.ts';
import { fileSource } from '../script-source.ts';
import { UsageError } from '../usage-error.ts';
import type { Option } from './option.ts';

export const table: Option = {
  name: 'table',
  value: 'NAME',
  section: 'Database',
  needs: ['sql', 'fit-sql', 'hunt-sql'],
  help:
    'The table of flows that the script reads: conn, schema.conn or catalog.schema.conn. A part with a dot needs quotes: ' +
    'logs."conn.2026". Letters count as they are written, so that PostgreSQL needs small letters for a table that was ' +
    'created without quotes. By default the script reads the log that is named, or conn.log, in DuckDB, elsewhere the table conn.',
  check: (text) => {
    try {
      tableParts(text);
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      const { what, next } = explainProblem(error);
      throw new UsageError(`${what} ${next}`);
    }
  },
};

/** Where a script reads the flows. */
export function sourceOf(given: Given, dialect: Dialect): FlowSource {
  return usualSource(dialect, textOf(given, table) ?? fileSource(given.files));
}
