import { textOf } from '../given.ts';
import { checkOutput, writeOutput } from '../write-output.ts';
import { writtenModel } from '../written-model.ts';
import type { Option } from './option.ts';

export const saveModel: Option = {
  name: 'save-model',
  value: 'FILE',
  section: 'Output',
  help:
    'Write the model of this log as JSON, for --baseline and for the page. "-" is standard output. The detector is ' +
    'one of pyod-pca, pca-log, t2, spe, behaviour and combined.',
  check: checkOutput,
  takesStdout: (given) => textOf(given, saveModel) === '-',
  write: async (scored, given, { stdout }) => {
    const model = await writtenModel(scored, { option: saveModel.name, form: 'json', table: null, file: null });
    await writeOutput(textOf(given, saveModel) ?? '', stdout, ({ write }) => write(Buffer.from(model)));
  },
};
