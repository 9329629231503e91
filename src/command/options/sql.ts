import { originName } from '../../core/baseline/baseline.ts';
import { modelWithoutFlows } from '../../core/sql/fitted-model.ts';
import { scoringScript } from '../../core/sql/scoring-script.ts';
import { dialectNames, dialectOf } from '../dialect-of.ts';
import { isGiven, textOf } from '../given.ts';
import { readModelFile } from '../open-model.ts';
import { fileSource } from '../script-source.ts';
import { writtenModel } from '../written-model.ts';
import { baseline } from './baseline.ts';
import type { Option } from './option.ts';
import { sourceOf, table } from './table.ts';

export const sql: Option = {
  name: 'sql',
  value: 'DIALECT',
  section: 'Database',
  help:
    'Print a script that scores flows in a database by the model of this log, or of --baseline, for which no log is ' +
    `needed. The script tests itself with known flows. DIALECT is one of ${dialectNames}.`,
  check: (text) => {
    dialectOf(text);
  },
  isInstead: (given) => given.files.length === 0 && isGiven(given, baseline),
  instead: async (given, { stdout }) => {
    const model = await readModelFile(textOf(given, baseline) ?? '');
    const named = { name: originName(model.origin), threshold: null };
    const dialect = dialectOf(textOf(given, sql) ?? '');
    await stdout.write(scoringScript(modelWithoutFlows(model, named), dialect, { source: sourceOf(given, dialect) }));
    return 0;
  },
  replacesTable: true,
  takesStdout: () => true,
  write: async (scored, given, { stdout }) => {
    const form = textOf(given, sql) ?? '';
    const named = { table: textOf(given, table), file: fileSource(given.files) };
    await stdout.write(await writtenModel(scored, { option: sql.name, form, ...named }));
  },
};
