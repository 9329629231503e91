import type { Option } from './option.ts';

export const state: Option = {
  name: 'state',
  value: 'FILE',
  section: 'Following',
  needs: ['follow'],
  help:
    'While following, save the position and the model in this file, and go on from there if it exists: no flow is ' +
    'printed twice or left out, also if the log was rotated meanwhile. The file then has the model, so that ' +
    '--baseline and --detector count only for the first start.',
};
