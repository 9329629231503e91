import { writeBaseline } from '../baseline/write-baseline.ts';
import { type FileSource, usualSource } from './flow-source.ts';
import { dialects } from './index.ts';
import { pythonSnippet } from './python-snippet.ts';
import type { ScoringModel } from './scoring-model.ts';
import { scoringScript } from './scoring-script.ts';

/** A form in which a model is used elsewhere. */
export interface ModelForm {
  readonly id: string;
  readonly label: string;
  /** Whether it is a script for a database, which names a table. */
  readonly isSql: boolean;
  /** The name of its file, and how that is run at a prompt. */
  readonly file: string;
  readonly run: string;
}

interface Written extends ModelForm {
  /** `app` is the version of the program, `source` a table or file for a script, null for the usual one. */
  readonly write: (model: ScoringModel, app: string, source: string | FileSource | null) => string;
}

const SAVED = 'model.json';
const PROGRAM = 'oddflow_scores.py';

/** All forms: a script per engine, the saved model, and the program that reads it. */
export const modelForms: readonly Written[] = [
  ...dialects.map((dialect) => {
    const file = `oddflow-${dialect.id}.sql`;
    const run = dialect.run.replace('FILE.sql', file);
    return {
      id: dialect.id,
      label: `${dialect.label} (SQL)`,
      isSql: true,
      file,
      run,
      write: (model: ScoringModel, _: string, source: string | FileSource | null) =>
        scoringScript(model, dialect, { source: usualSource(dialect, source) }),
    };
  }),
  {
    id: 'python',
    label: 'Python (numpy)',
    isSql: false,
    file: PROGRAM,
    run: `python3 ${PROGRAM} ${SAVED} conn.log > scores.txt`,
    write: () => pythonSnippet,
  },
  {
    id: 'json',
    label: 'Model (JSON)',
    isSql: false,
    file: SAVED,
    run: `oddflow --baseline ${SAVED} -f conn.log`,
    write: ({ baseline }, app) => writeBaseline(baseline, app),
  },
];
