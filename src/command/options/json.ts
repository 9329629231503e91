import { jsonText } from '../../core/hidden-characters.ts';
import { findingJson } from '../../words/finding-json.ts';
import { summaryOf } from '../../words/summary.ts';
import { findFindings } from '../find-findings.ts';
import { textOf } from '../given.ts';
import { checkOutput, writeOutput } from '../write-output.ts';
import type { Option } from './option.ts';

export const json: Option = {
  name: 'json',
  short: 'J',
  value: 'FILE',
  section: 'Output',
  help:
    'Write a summary as JSON: files, counts, threshold, model, and all findings with their evidence and a filter ' +
    'that selects their flows in the page. "-" is standard output.',
  check: checkOutput,
  takesStdout: (given) => textOf(given, json) === '-',
  write: async (scored, given, { stdout }) => {
    const found = await findFindings(scored);
    const summary = summaryOf({ ...scored, isMoved: false }, __VERSION__);
    const text = jsonText({ ...summary, findings: found?.list.map(findingJson) ?? null }, 2);
    await writeOutput(textOf(given, json) ?? '', stdout, ({ write }) => write(Buffer.from(`${text}\n`)));
  },
};
