import type { Option } from './option.ts';

export const baseline: Option = {
  name: 'baseline',
  value: 'MODEL',
  section: 'Detection',
  help:
    'Score with the model in this file, which was fitted to other flows: --save-model and "Save model (JSON)" in the ' +
    'page write it. How far the log differs from those flows is said on standard error.',
};
