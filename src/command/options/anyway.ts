import type { Option } from './option.ts';

export const anyway: Option = {
  name: 'anyway',
  section: 'Input',
  leavesLabels: () => true,
  help:
    'Read logs of which more than half of the rows are malformed, and files that unpack to more than 1,000 times ' +
    'their size. Without this switch they are refused.',
};
