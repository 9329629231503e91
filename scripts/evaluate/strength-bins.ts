import type { Random } from '../../src/core/math/random.ts';
import { grouped, type Interval, mean, resampled } from './networks-mean.ts';
import type { AttackRun, FoundFinding, Run } from './run.ts';

/** What findings of one range of strength were. */
export interface StrengthBin {
  /** Points from 0 to 100: at least `from` and below `to`. The last range has 100 too. */
  readonly from: number;
  readonly to: number;
  /** Findings of logs with an attack, and those that are the attack. */
  readonly findings: number;
  readonly attacks: number;
  /** Share of attacks, networks as equals. NaN without findings. */
  readonly share: Interval;
  /** Findings per 100,000 flows of logs without an attack, networks as equals: alone, and with benign company. */
  readonly alone: number;
  readonly company: number;
}

const WIDTH = 10;

/** Ranges of ten points, from the lowest with a finding. */
export function strengthBins(runs: readonly Run[], random: Random): StrengthBin[] {
  const attacked = runs.filter((run) => run.set !== 'benign');
  const benign = runs.filter((run) => run.set === 'benign');
  const lowest = runs.reduce(
    (least, { found }) => found.reduce((low, { points }) => Math.min(low, points), least),
    100,
  );
  const first = Math.min(9, Math.floor(lowest / WIDTH));
  return Array.from({ length: 10 - first }, (_, at) => {
    const from = (first + at) * WIDTH;
    const to = from + WIDTH;
    const isIn = ({ points }: FoundFinding) => points >= from && (points < to || to === 100);
    const rate = (own: readonly Run[]) => ratePerNetwork(own, isIn);
    return {
      from,
      to,
      ...sharesOf(attacked, isIn, random),
      alone: rate(benign.filter(({ company }) => company === null)),
      company: rate(benign.filter(({ company }) => company !== null)),
    };
  });
}

/** Counts of findings and attacks, and the share of attacks; the interval resamples networks. */
export function sharesOf(
  attacked: readonly AttackRun[],
  isIn: (finding: FoundFinding) => boolean,
  random: Random,
): Pick<StrengthBin, 'findings' | 'attacks' | 'share'> {
  const byNetwork = [...grouped(attacked, ({ network }) => network).values()].map((own) => {
    const found = own.flatMap((run) => run.found.filter(isIn));
    const attacks = found.filter(({ isAttack }) => isAttack).length;
    return { logs: own.length, findings: found.length, attacks };
  });
  const having = byNetwork.filter(({ findings }) => findings > 0);
  const total = (of: (one: (typeof byNetwork)[number]) => number) => having.reduce((sum, one) => sum + of(one), 0);
  const share = resampled(
    random,
    having,
    (drawn) =>
      mean(drawn.map(({ attacks, logs }) => attacks / logs)) / mean(drawn.map(({ findings, logs }) => findings / logs)),
  );
  return { findings: total(({ findings }) => findings), attacks: total(({ attacks }) => attacks), share };
}

/** Findings per 100,000 flows: all of a network over all of its flows, then the mean of networks. */
function ratePerNetwork(runs: readonly Run[], isIn: (finding: FoundFinding) => boolean): number {
  const rates = [...grouped(runs, ({ network }) => network).values()].map((own) => {
    const flows = own.reduce((sum, run) => sum + run.flows, 0);
    return (1e5 * own.reduce((sum, { found }) => sum + found.filter(isIn).length, 0)) / flows;
  });
  return mean(rates);
}
