import { findFindings } from '../find-findings.ts';
import { findingsText } from '../findings-text.ts';
import type { Option } from './option.ts';

export const findings: Option = {
  name: 'findings',
  section: 'Output',
  help:
    'Print the findings in words, strongest first: scans, beacons, uploads and other incidents, with their evidence. ' +
    'Lines have at most 100 columns. Colours are used on a terminal only, and not if NO_COLOR is set.',
  replacesTable: true,
  write: async (scored, _, { text }) => {
    const found = await findFindings(scored);
    await text.write(findingsText(found, scored.run, text));
  },
};
