import type { Random } from '../../src/core/math/random.ts';
import { attacksOf, counted, differences, interval, meanBy, paired, precisionOf, type Variant } from './differences.ts';
import { leaveOneOut } from './left-out.ts';
import type { AttackRun, Run } from './run.ts';
import { percent, signed, table } from './table-text.ts';
import { isFirst, rateText, SCORER } from './tables.ts';

/**
 * A line per variant, each compared with the one above it: changes that build on each other. Combined's mean AP over the
 * planted attacks, the difference on networks and families that the change was not chosen on, and the standing set.
 */
export function stepsOf(variants: readonly Variant[], random: Random): string {
  const rows = variants.map(([name, runs], at) => [
    name,
    ...(at === 0 ? changeless : cellsOfChange(variants[at - 1][1], runs, random)),
    meanOf(runs, 'planted', ({ network }) => network, precisionOf).toFixed(3),
    percent(meanOf(runs, 'planted', ({ network }) => network, inFive)),
    meanOf(runs, 'standing', ({ attackClass }) => attackClass, precisionOf).toFixed(3),
    rateText(
      runs.filter((run) => run.set === 'benign'),
      SCORER,
    ),
  ]);
  return table(
    [
      'change',
      'difference, networks',
      'on the network left out',
      'on the family left out',
      'standing set',
      'mean AP',
      'first line in 5',
      'standing set, mean AP',
      'strong lines per 100,000',
    ],
    rows,
  );
}

const changeless = ['–', '–', '–', '–'];

function cellsOfChange(before: readonly Run[], after: readonly Run[], random: Random): string[] {
  const pairs = paired(before, after);
  const networks = differences(pairs, 'planted', ({ network }) => network);
  const families = differences(pairs, 'planted', ({ family }) => family);
  const standing = differences(pairs, 'standing', ({ attackClass }) => attackClass);
  return [
    interval(
      random,
      networks.map(({ value }) => value),
    ),
    counted(random, leaveOneOut([networks])),
    counted(random, leaveOneOut([families])),
    signed(standing.reduce((sum, { value }) => sum + value, 0) / standing.length),
  ];
}

function meanOf(
  runs: readonly Run[],
  set: AttackRun['set'],
  keyOf: (run: AttackRun) => string,
  value: (run: AttackRun) => number,
): number {
  const own = attacksOf(
    runs.map((run) => [run, run] as const),
    set,
  );
  return meanBy(own, keyOf, ([run]) => value(run));
}

function inFive(run: AttackRun): number {
  return isFirst(run, SCORER, 5) ? 1 : 0;
}
