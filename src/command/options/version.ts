import type { Option } from './option.ts';

export const version: Option = {
  name: 'version',
  section: 'Other',
  help: 'Print the version.',
  instead: async (_, { stdout }) => {
    await stdout.write(`oddflow ${__VERSION__}\n`);
    return 0;
  },
};
