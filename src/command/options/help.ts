import type { Option } from './option.ts';

export const help: Option = {
  name: 'help',
  short: 'h',
  section: 'Other',
  help: 'Print this help.',
  instead: async (_, { stdout }) => {
    // The help needs the list of options, which has this one.
    const { helpText } = await import('../help-text.ts');
    await stdout.write(helpText());
    return 0;
  },
};
