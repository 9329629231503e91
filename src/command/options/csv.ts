import { countOf } from '../../core/number-words.ts';
import { textOf } from '../given.ts';
import { checkOutput, writeOutput } from '../write-output.ts';
import type { Option } from './option.ts';

export const csv: Option = {
  name: 'csv',
  short: 'D',
  aliases: ['dumptocsv'],
  value: 'FILE',
  section: 'Output',
  help: 'Write all flows with their ranks and scores as CSV, as the page exports it. "-" is standard output.',
  check: checkOutput,
  takesStdout: (given) => textOf(given, csv) === '-',
  write: async ({ engine, run, view, threshold, progress, signal }, given, { stdout, stderr }) => {
    await writeOutput(textOf(given, csv) ?? '', stdout, async ({ write }) => {
      await write(await engine.exportFlows(view, threshold, 'csv', progress.show, signal, write));
    });
    progress.clear();
    if (run.larger !== null) {
      const { listed } = run.larger;
      await stderr.write(
        `The CSV has the ${countOf(listed, 'flow')} with the highest scores of ${countOf(run.flows, 'flow')}.\n`,
      );
    }
  },
};
