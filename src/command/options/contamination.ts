import type { Given } from '../given.ts';
import { textOf } from '../given.ts';
import { UsageError } from '../usage-error.ts';
import type { Option } from './option.ts';

const USUAL = 0.1;

export const contamination: Option = {
  name: 'contamination',
  value: 'SHARE',
  section: 'Detection',
  leavesLabels: () => true,
  help: `Set the threshold so that this share of the flows, above 0 and up to 0.5, is above it. Default: ${USUAL}.`,
  check: (text) => {
    const share = Number(text);
    if (!(text.trim() !== '' && share > 0 && share <= 0.5))
      throw new UsageError(`--contamination ${text}: give a number above 0 and up to 0.5.`);
  },
};

export function contaminationOf(given: Given): number {
  return Number(textOf(given, contamination) ?? USUAL);
}
