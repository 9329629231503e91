import { anyway } from './anyway.ts';
import { baseline } from './baseline.ts';
import { contamination } from './contamination.ts';
import { csv } from './csv.ts';
import { detector } from './detector.ts';
import { file } from './file.ts';
import { findings } from './findings.ts';
import { fitSql } from './fit-sql.ts';
import { follow } from './follow.ts';
import { fromMoments } from './from-moments.ts';
import { help } from './help.ts';
import { huntSql } from './hunt-sql.ts';
import { json } from './json.ts';
import { memory } from './memory.ts';
import type { Option } from './option.ts';
import { refit } from './refit.ts';
import { saveModel } from './save-model.ts';
import { sql } from './sql.ts';
import { state } from './state.ts';
import { summaryLine } from './summary-line.ts';
import { table } from './table.ts';
import { top } from './top.ts';
import { version } from './version.ts';

/** All options, in the order of the help. Those that write do so in this order. */
export const options: readonly Option[] = [
  file,
  anyway,
  memory,
  detector,
  contamination,
  baseline,
  top,
  findings,
  csv,
  json,
  saveModel,
  summaryLine,
  sql,
  // The script of --fit-sql is written from the moments if both are given.
  fitSql,
  fromMoments,
  huntSql,
  table,
  help,
  version,
  follow,
  refit,
  state,
];
