import { UsageError } from '../usage-error.ts';
import type { Option } from './option.ts';

export const memory: Option = {
  name: 'memory',
  value: 'MB',
  section: 'Input',
  leavesLabels: () => true,
  help:
    'Use at most this memory for flows, about 80 bytes per flow. Default: half of the memory of the machine or ' +
    'container. A log that needs more is read twice, and its highest scores are kept.',
  check: (text) => {
    if (!(Number(text) > 0)) throw new UsageError(`--memory ${text}: give a number of megabytes above 0.`);
  },
};
