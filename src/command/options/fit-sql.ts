import { pcaFamily } from '../../core/detect/pca-family.ts';
import { fitScript, secondFitScript } from '../../core/moments/fit-script.ts';
import { dialectNames, dialectOf } from '../dialect-of.ts';
import { textOf } from '../given.ts';
import { readMomentsFile } from '../read-moments-file.ts';
import { UsageError } from '../usage-error.ts';
import { detector } from './detector.ts';
import { fromMoments } from './from-moments.ts';
import type { Option } from './option.ts';
import { sourceOf } from './table.ts';

export const fitSql: Option = {
  name: 'fit-sql',
  value: 'DIALECT',
  section: 'Database',
  help:
    `Print a script that fits the model of --detector in a database and returns only sums. With --from-moments, print the ` +
    `second of both scripts. DIALECT is one of ${dialectNames}.`,
  check: (text) => {
    dialectOf(text);
  },
  instead: async (given, { stdout }) => {
    const dialect = dialectOf(textOf(given, fitSql) ?? '');
    const from = { source: sourceOf(given, dialect) };
    const moments = textOf(given, fromMoments);
    if (moments !== null) {
      await stdout.write(secondFitScript(await readMomentsFile(moments), dialect, from));
      return 0;
    }
    const id = textOf(given, detector) ?? pcaFamily[0].detector.id;
    const member = pcaFamily.find((candidate) => candidate.detector.id === id);
    if (member === undefined) {
      const known = pcaFamily.map((candidate) => candidate.detector.id).join(', ');
      throw new UsageError(`--fit-sql cannot fit ${id}. It fits ${known}.`);
    }
    await stdout.write(fitScript(member, dialect, from));
    return 0;
  },
};
