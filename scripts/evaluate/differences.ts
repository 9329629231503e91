import type { Random } from '../../src/core/math/random.ts';
import { type Choice, type Difference, leaveOneOut } from './left-out.ts';
import { grouped, mean, meanOfMeans, overNetworks } from './networks-mean.ts';
import { type AttackRun, type BenignRun, keyOf, type Run } from './run.ts';
import { signed, table } from './table-text.ts';
import { isFirst, isScored, SCORER } from './tables.ts';

/** A variant by name, with its runs. */
export type Variant = readonly [name: string, runs: readonly Run[]];

/** Each variant against the first, over the runs that both have; of several, also what is chosen among them. */
export function differencesOf([[first, before], ...others]: readonly Variant[], random: Random): string {
  const parts = others.map(([name, after]) => {
    const pairs = paired(before, after);
    const scored = pairs.filter(areScored);
    const texts = kinds.flatMap(({ title, set, keyOf }) => {
      const found = differences(scored, set, keyOf);
      return found.length === 0 ? [] : [change(title, found, random)];
    });
    return [`### ${name} against ${first}`, summary(pairs, random), ...texts].join('\n\n');
  });
  return [...parts, ...(others.length > 1 ? [choiceAmong(before, others, random)] : [])].join('\n\n');
}

export const kinds: readonly {
  readonly title: string;
  readonly set: AttackRun['set'];
  readonly keyOf: (run: AttackRun) => string;
}[] = [
  { title: 'planted, by network', set: 'planted', keyOf: ({ network }) => network },
  { title: 'planted, by family', set: 'planted', keyOf: ({ family }) => family },
  { title: 'standing set, by class', set: 'standing', keyOf: ({ attackClass }) => attackClass },
];

export type Pair<T> = readonly [T, T];

export function paired(before: readonly Run[], after: readonly Run[]): Pair<Run>[] {
  const known = new Map(before.map((run) => [keyOf(run), run]));
  return after.flatMap((run) => {
    const other = known.get(keyOf(run));
    return other === undefined ? [] : [[other, run] as const];
  });
}

function areScored(pair: Pair<Run>): boolean {
  return pair.every((run) => run.set === 'benign' || isScored(run));
}

export function attacksOf(pairs: readonly Pair<Run>[], set: AttackRun['set']): Pair<AttackRun>[] {
  return pairs.flatMap(([one, other]) =>
    one.set !== 'benign' && other.set !== 'benign' && one.set === set ? [[one, other] as const] : [],
  );
}

/** Differences of a value, networks as equals and classes within them; by network, or by another key. */
export function differences(
  pairs: readonly Pair<Run>[],
  set: AttackRun['set'],
  keyOf: (run: AttackRun) => string,
  value: (run: AttackRun) => number = precisionOf,
): Difference[] {
  return [...grouped(attacksOf(pairs, set), ([one]) => keyOf(one))].map(([name, own]) => ({
    name,
    origins: own[0][0].network === name ? own[0][0].origins : [name],
    value: meanOfMeans(
      [...grouped(own, ([one]) => `${one.network}\t${one.attackClass}`).values()],
      ([[one]]) => one.network,
      (same) => mean(same.map(([one, other]) => value(other) - value(one))),
    ),
  }));
}

export function precisionOf({ results }: AttackRun): number {
  return results[SCORER].precision ?? Number.NaN;
}

/** Every measure before and after, with paired intervals over networks (the standing set: over classes). */
function summary(pairs: readonly Pair<Run>[], random: Random): string {
  const isIn = (scorer: string, most: number) => (run: AttackRun) => (isFirst(run, scorer, most) ? 1 : 0);
  const ofScores: [string, (run: AttackRun) => number][] = [
    ['Behaviour, mean AP', ({ results }) => results.behaviour.precision ?? Number.NaN],
    ['Combined, mean AP', precisionOf],
    ...[1, 5, 10].map((most): [string, (run: AttackRun) => number] => [
      `Combined, first line in ${most}`,
      isIn(SCORER, most),
    ]),
  ];
  const ofFindings = [1, 5, 10].map((most): [string, (run: AttackRun) => number] => [
    `Findings, first in ${most}`,
    isIn('findings', most),
  ]);
  const rows = kinds
    .slice(0, 1)
    .concat(kinds.slice(2))
    .flatMap(({ title, set, keyOf }) => {
      const own = attacksOf(pairs, set);
      if (own.length === 0) return [];
      const measures = own.flat().every(isScored) ? [...ofScores, ...ofFindings] : ofFindings;
      return measures.map(([name, value]) => {
        const by = (at: 0 | 1) => meanBy(own, keyOf, (pair) => value(pair[at]));
        const found = differences(pairs, set, keyOf, value).map((one) => one.value);
        const { mean, low, high } = overNetworks(random, found);
        return [title, name, by(0).toFixed(3), by(1).toFixed(3), `${signed(mean)} [${signed(low)}, ${signed(high)}]`];
      });
    });
  return table(['set', 'measure', 'before', 'after', 'difference'], [...rows, ...benignRows(pairs, random)]);
}

export function meanBy(
  pairs: readonly Pair<AttackRun>[],
  keyOf: (run: AttackRun) => string,
  value: (pair: Pair<AttackRun>) => number,
): number {
  return mean(
    [...grouped(pairs, ([one]) => keyOf(one)).values()].map((own) =>
      meanOfMeans(own, ([one]) => one.attackClass, value),
    ),
  );
}

/** Per 100,000 flows of logs without an attack: strong lines, and flows with a score of 4 or more. */
function benignRows(pairs: readonly Pair<Run>[], random: Random): string[][] {
  const own = pairs.filter((pair): pair is Pair<BenignRun> => pair[0].set === 'benign' && pair[1].set === 'benign');
  if (own.length === 0) return [];
  const measures: [string, (run: BenignRun) => number][] = [
    ['Combined, strong lines per 100,000', ({ strong }) => strong[SCORER]],
    ['Findings of strength 50 per 100,000', ({ strong }) => strong.findings],
    ['Combined, flows from score 4 per 100,000', ({ strongRows }) => strongRows[SCORER]],
  ];
  const titles = [
    ['benign', (run: BenignRun) => run.company === null],
    ['benign with company', (run: BenignRun) => run.company !== null],
  ] as const;
  const isWhole = own.flat().every(({ strong }) => strong[SCORER] !== undefined);
  return titles.flatMap(([title, isOf]) =>
    measures
      .filter(([name]) => isWhole || name.startsWith('Findings'))
      .map(([name, value]) => {
        const rates = [
          ...grouped(
            own.filter(([one]) => isOf(one)),
            ([one]) => one.network,
          ).values(),
        ].map((same) =>
          ([0, 1] as const).map((at) =>
            rate(
              same.map((pair) => pair[at]),
              value,
            ),
          ),
        );
        const {
          mean: middle,
          low,
          high,
        } = overNetworks(
          random,
          rates.map(([one, other]) => other - one),
        );
        const means = [0, 1].map((at) => mean(rates.map((both) => both[at])).toFixed(1));
        return [title, name, ...means, `${signed(middle, 1)} [${signed(low, 1)}, ${signed(high, 1)}]`];
      }),
  );
}

function rate(runs: readonly BenignRun[], value: (run: BenignRun) => number): number {
  return (1e5 * runs.reduce((sum, run) => sum + value(run), 0)) / runs.reduce((sum, { flows }) => sum + flows, 0);
}

function change(title: string, found: readonly Difference[], random: Random): string {
  const choices = leaveOneOut([found]);
  const rows = found.map(({ name, value }, at) => [name, signed(value), signed(choices[at].others), kept(choices[at])]);
  return `Combined's mean AP, ${title}: ${interval(
    random,
    found.map(({ value }) => value),
  )}. Counted on the one left out, the change kept if the mean of the others is above 0: ${counted(random, choices)}.

${table(['left out', 'difference', 'mean of the others', 'counted'], rows)}`;
}

/** What the one left out gets, if of all variants the best of the others is chosen. */
function choiceAmong(before: readonly Run[], others: readonly Variant[], random: Random): string {
  const rows = kinds.slice(0, 2).flatMap(({ title, set, keyOf }) => {
    const changes = others.map(([, after]) => differences(paired(before, after).filter(areScored), set, keyOf));
    const names = changes[0].map(({ name }) => name);
    const same = changes.map((found) => names.flatMap((name) => found.find((one) => one.name === name) ?? []));
    if (names.length === 0 || same.some((found) => found.length < names.length)) return [];
    const choices = leaveOneOut(same);
    const chosen = choices.map(({ name, best, isKept }) => `${name}: ${isKept ? others[best][0] : 'none'}`).join(', ');
    return [[title, counted(random, choices), chosen]];
  });
  return `### The choice among them\n\n${table(['set', 'counted on the one left out', 'chosen without it'], rows)}`;
}

export function counted(random: Random, choices: readonly Choice[]): string {
  return interval(
    random,
    choices.map((choice) => choice.counted),
  );
}

export function interval(random: Random, values: readonly number[]): string {
  const { mean, low, high } = overNetworks(random, values);
  return `${signed(mean)} [${signed(low)}, ${signed(high)}]`;
}

function kept({ isKept, counted }: Choice): string {
  return isKept ? signed(counted) : 'not kept';
}
