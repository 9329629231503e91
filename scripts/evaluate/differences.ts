import type { Random } from '../../src/core/math/random.ts';
import { type Choice, type Difference, leaveOneOut } from './left-out.ts';
import { grouped, mean, meanOfMeans, overNetworks } from './networks-mean.ts';
import type { AttackRun, Run } from './run.ts';
import { signed, table } from './table-text.ts';
import { SCORER } from './tables.ts';

/** A variant against the one before it, over the runs that both have. */
export function differencesOf(before: readonly Run[], after: readonly Run[], random: Random): string {
  const pairs = paired(before, after);
  if (pairs.length === 0) return 'No run is in both files.';
  const planted = pairs.filter(([one]) => one.set === 'planted');
  const standing = pairs.filter(([one]) => one.set === 'standing');
  const parts = [
    ...(planted.length > 0
      ? [
          change(
            'planted, by network',
            differences(planted, ({ network }) => network),
            random,
          ),
          change(
            'planted, by family',
            differences(planted, ({ family }) => family),
            random,
          ),
        ]
      : []),
    ...(standing.length > 0
      ? [
          change(
            'standing set, by class',
            differences(standing, (run) => run.attackClass),
            random,
          ),
        ]
      : []),
  ];
  return parts.join('\n\n');
}

type Pair = readonly [AttackRun, AttackRun];

function paired(before: readonly Run[], after: readonly Run[]): Pair[] {
  const keyOf = (run: AttackRun) => [run.set, run.log, run.attackClass, run.seed, run.company].join('\t');
  const known = new Map(before.filter((run) => run.set !== 'benign').map((run) => [keyOf(run), run]));
  return after.flatMap((run) => {
    const other = run.set === 'benign' ? undefined : known.get(keyOf(run));
    return run.set === 'benign' || other === undefined ? [] : [[other, run] as const];
  });
}

/** Mean difference of average precision by key; within a key, networks count the same, and classes within them. */
function differences(pairs: readonly Pair[], keyOf: (run: AttackRun) => string): Difference[] {
  return [...grouped(pairs, ([one]) => keyOf(one))].map(([name, own]) => ({
    name,
    origins: own[0][0].network === name ? own[0][0].origins : [name],
    value: meanOfMeans(
      [...grouped(own, ([one]) => `${one.network}\t${one.attackClass}`).values()],
      ([[one]]) => one.network,
      (same) => mean(same.map(([one, other]) => precisionOf(other) - precisionOf(one))),
    ),
  }));
}

function precisionOf({ results }: AttackRun): number {
  return results[SCORER].precision ?? Number.NaN;
}

function change(title: string, found: readonly Difference[], random: Random): string {
  const choices = leaveOneOut(found);
  const rows = found.map(({ name, value }, at) => [name, signed(value), signed(choices[at].others), kept(choices[at])]);
  const all = overNetworks(
    random,
    found.map(({ value }) => value),
  );
  const counted = overNetworks(
    random,
    choices.map((choice) => choice.counted),
  );
  return `Difference of Combined's mean AP, ${title}: ${signed(all.mean)} [${signed(all.low)}, ${signed(all.high)}].
Counted on the one left out, when the change is kept if the mean of the others is above 0: ${signed(counted.mean)} [${signed(counted.low)}, ${signed(counted.high)}].

${table(['left out', 'difference', 'mean of the others', 'counted'], rows)}`;
}

function kept({ isKept, counted }: Choice): string {
  return isKept ? signed(counted) : 'not kept';
}
