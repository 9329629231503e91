import { huntingScript } from '../../core/hunting/hunting-script.ts';
import { dialectNames, dialectOf } from '../dialect-of.ts';
import { textOf } from '../given.ts';
import type { Option } from './option.ts';
import { sourceOf } from './table.ts';

export const huntSql: Option = {
  name: 'hunt-sql',
  value: 'DIALECT',
  section: 'Database',
  help:
    'Print a script that lists scans, uploads, beacons and the other evidence of Behaviour in a database, without scores. ' +
    `DIALECT is one of ${dialectNames}.`,
  check: (text) => {
    dialectOf(text);
  },
  instead: async (given, { stdout }) => {
    const dialect = dialectOf(textOf(given, huntSql) ?? '');
    await stdout.write(huntingScript(dialect, { source: sourceOf(given, dialect) }));
    return 0;
  },
};
