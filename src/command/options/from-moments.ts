import { basename } from 'node:path';
import { writeBaseline } from '../../core/baseline/write-baseline.ts';
import { baselineOfMoments } from '../../core/moments/baseline-of-moments.ts';
import { isGiven, textOf } from '../given.ts';
import { readMomentsFile } from '../read-moments-file.ts';
import { detector } from './detector.ts';
import type { Option } from './option.ts';

export const fromMoments: Option = {
  name: 'from-moments',
  value: 'FILE',
  section: 'Database',
  help:
    'Print the model of the sums in this file as JSON, for --baseline and for the page. The scripts of --fit-sql return ' +
    'the sums. "-" is standard input.',
  instead: async (given, { stdout }) => {
    const path = textOf(given, fromMoments) ?? '';
    const moments = await readMomentsFile(path);
    const baseline = baselineOfMoments(moments, {
      made: Math.floor(Date.now() / 1000),
      file: basename(path),
      ...(isGiven(given, detector) && { detector: textOf(given, detector) ?? '' }),
    });
    await stdout.write(writeBaseline(baseline, __VERSION__));
    return 0;
  },
};
