import type { Detection, Run, Use } from '../../worker/api.ts';
import { resultName } from './changed-settings.ts';

/** What can be written, in the order of the list. */
export const uses: readonly { readonly value: Use; readonly label: string }[] = [
  { value: 'score', label: 'Score flows by this model' },
  { value: 'fit', label: 'Fit a model where the flows are' },
  { value: 'hunt', label: 'Hunting queries' },
];

/** One or two sentences on a use. */
export function explainUse(use: Use, run: Run, detection: Detection): string {
  if (use === 'score') {
    return 'The same scores where the flows are stored. A script tests itself with the sizes, durations and ports of some flows. It has no address.';
  }
  if (use === 'hunt') {
    return 'Lists the scans, uploads, beacons and other evidence of Behaviour in a database, with the numbers of this page and without scores.';
  }
  const { label } = detection.baseline?.detector ?? detection;
  const isChanged = resultName(run, detection) !== detection.label;
  return `Fits ${label}${isChanged ? ', with its default settings,' : ''} to the flows in a database, and returns only sums. Drop the result on this page to open it as a model. PCA needs a second script, which is written from the result of the first.`;
}

/** Why a use is not possible. Null if it is. */
export function refusalOf(use: Use, run: Run, { id, label, baseline }: Detection): string | null {
  if (use === 'hunt') return null;
  const known = run.detectors.filter(({ hasScripts }) => hasScripts);
  const of = baseline?.detector ?? { id, label };
  if (!known.some((one) => one.id === of.id)) {
    const verb = use === 'score' ? 'written as' : 'fitted in';
    return `${of.label} cannot be ${verb} SQL. These detectors can: ${known.map((one) => one.label).join(', ')}.`;
  }
  if (use === 'fit' || baseline !== null || run.larger === null) return null;
  return 'This log is larger than memory. Fit a baseline on it (Baseline, Fit on another log), and score by it.';
}
