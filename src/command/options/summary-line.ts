import { jsonText } from '../../core/hidden-characters.ts';
import type { Option } from './option.ts';

export const summaryLine: Option = {
  name: 'summary-line',
  section: 'Output',
  leavesLabels: () => true,
  help:
    'Print one line of JSON for a program, with the numbers of the summary of the page: flows, anomalies, threshold, ' +
    'skipped, context, files, detector and seconds. Without -a or --findings it is the only line.',
  replacesTable: true,
  replacesCounts: true,
  write: async ({ run, detection, threshold, anomalies, seconds }, _, { text }) => {
    const line = {
      flows: run.flows,
      anomalies,
      threshold,
      skipped: run.skipped,
      context: run.context,
      files: run.files.length,
      detector: detection.label,
      seconds: Math.round(seconds * 1000) / 1000,
    };
    await text.write(`${jsonText(line)}\n`);
  },
};
