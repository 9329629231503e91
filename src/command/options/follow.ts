import { isGiven } from '../given.ts';
import { UsageError } from '../usage-error.ts';
import { contamination } from './contamination.ts';
import { csv } from './csv.ts';
import { findings } from './findings.ts';
import { json } from './json.ts';
import type { Option } from './option.ts';
import { saveModel } from './save-model.ts';
import { sql } from './sql.ts';
import { summaryLine } from './summary-line.ts';
import { top } from './top.ts';

const others = [top, findings, csv, json, saveModel, summaryLine, sql, contamination];

export const follow: Option = {
  name: 'follow',
  short: 'R',
  aliases: ['realtime'],
  section: 'Following',
  help:
    'Follow a log that grows, through rotation, truncation and new headers. A model is fitted to what is there, or is ' +
    'that of --baseline. Each new flow above its threshold (99.9 % of the flows it was fitted to are not) is printed ' +
    'once, and so is each new finding. Ctrl-C or SIGTERM ends it with a line of counts.',
  instead: async (given, terminal) => {
    const other = others.find((option) => isGiven(given, option));
    if (other !== undefined) throw new UsageError(`--${other.name} cannot be combined with --follow.`);
    const { followLog } = await import('../follow/follow-log.ts');
    return followLog(given, terminal);
  },
};
