import type { FamilyMember } from '../detect/pca-family.ts';
import type { Dialect } from '../sql/dialect.ts';

/** How the programs of the engines print one text without a frame around it. By the id of the dialect. */
const COMMANDS: Readonly<Record<string, string>> = {
  duckdb: 'duckdb -list -noheader FILE.db < SCRIPT.sql > moments.json',
  clickhouse: 'clickhouse-client --multiquery --format TSVRaw < SCRIPT.sql > moments.json',
  spark: 'spark-sql -S -f SCRIPT.sql > moments.json',
  trino: 'trino --catalog CATALOG --schema SCHEMA --output-format TSV --file SCRIPT.sql > moments.json',
  postgresql: 'psql --quiet --no-align --tuples-only --file SCRIPT.sql DATABASE > moments.json',
};

/** How a script is run at a prompt, so that its answer is in `moments.json`. */
export function fitCommand({ id }: Dialect, file: string): string {
  return COMMANDS[id].replace('SCRIPT.sql', file);
}

/** The comment at the top: what the script is, how it is run, what comes next, and how exact the model is. */
export function fitHead(
  { detector, fields, scale, hasSigns }: FamilyMember,
  dialect: Dialect,
  part: 'first' | 'second',
): string {
  const values = scale === 'log' ? 'ln(1 + value), negative values as 0' : 'as they are';
  const lines = [
    `Oddflow: fits ${detector.label} in ${dialect.label}. Only sums leave the database. ${part === 'first' ? 'First' : 'Second'} of two scripts`,
    '',
    `Run        ${fitCommand(dialect, 'SCRIPT.sql')}`,
    `Features   ${fields.join(', ')}. Unset counts as 0. Values ${values}`,
    ...(part === 'first' ? firstLines(hasSigns, dialect) : secondLines),
    '',
    'The threshold is a quantile of scores. The scoring script of the model finds it in a third query',
    'Local networks and hosts are not in these sums, so the drift of a log does not compare them',
  ];
  return lines.map((line) => `-- ${line}`.trimEnd()).join('\n');
}

function firstLines(hasSigns: boolean, dialect: Dialect): string[] {
  return [
    `Next       oddflow --from-moments moments.json --fit-sql ${dialect.id} > SECOND.sql`,
    '           or in the page: tab Model, Use this model elsewhere, Second script',
    hasSigns
      ? '           It is needed: scores depend on the signs of the components, which these sums leave open'
      : '           or at once: oddflow --from-moments moments.json > model.json',
    'Exactness  beside a fit to the flows themselves, scores differ by at most 1.2e-9 (relative) with the first script',
    '           and 1.2e-13 with both, on eleven logs with scores by PyOD. Rounding grows with the number of flows: one of',
    '           these logs repeated to 3.6 million flows has 4.8e-7 with the first script and 1.3e-12 with both',
  ];
}

const secondLines = [
  'Next       oddflow --from-moments moments.json > model.json, or drop moments.json on the page with an open log',
  'Exactness  beside a fit to the flows themselves, scores differ by at most 1.2e-13 (relative) on eleven logs with',
  '           scores by PyOD, and 1.3e-12 on 3.6 million flows. The table must not change between both scripts',
];
