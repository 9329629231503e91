import { argsort } from '../../src/core/math/argsort.ts';

/** Values of a row's truth. Ignored rows count neither as found nor as false. */
export const BENIGN = 0;
export const ATTACK = 1;
export const IGNORED = 2;

/** How well scores rank the rows of an attack. */
export interface Ranking {
  /** Average precision over flows, equal scores being one step. */
  readonly precision: number;
  /** Benign rows above the best row of the attack; of those with the same score the half. */
  readonly above: number;
}

/** One pass over the rows in descending order of score. NaN without an attack. */
export function rankingOf(scores: Float64Array, truth: Uint8Array): Ranking {
  const order = argsort(scores, true);
  let attacks = 0;
  for (const value of truth) if (value === ATTACK) attacks++;
  let [found, counted, precisionSum, above] = [0, 0, 0, Number.NaN];
  for (let from = 0; from < order.length; ) {
    let [to, own, benign] = [from, 0, 0];
    for (; to < order.length && scores[order[to]] === scores[order[from]]; to++) {
      if (truth[order[to]] === ATTACK) own++;
      else if (truth[order[to]] === BENIGN) benign++;
    }
    if (found === 0 && own > 0) above = counted + benign / 2;
    found += own;
    counted += own + benign;
    if (own > 0) precisionSum += own * (found / counted);
    from = to;
  }
  return { precision: precisionSum / attacks, above };
}

/** A line of a list with one line per entity. */
export interface ListLine {
  /** The first row with the highest score. */
  readonly row: number;
  /** What lines are ordered by, descending. */
  readonly key: number;
  /** As −log10 p: 4 is a strength of 50. */
  readonly strength: number;
  readonly flows: number;
  /** Rows of the attack, and ignored ones, among the flows. */
  readonly attack: number;
  readonly ignored: number;
}

/** A line is the attack's if its first row is, or a fifth of its flows. */
export function isOfAttack({ row, flows, attack, ignored }: ListLine, truth: Uint8Array): boolean {
  return truth[row] === ATTACK || attack >= Math.max(1, 0.2 * (flows - ignored));
}

/** Place of the attack's first line, from 1; 0 if none is listed. Lines with only ignored flows are no lines. */
export function placeOf(lines: readonly ListLine[], truth: Uint8Array): number {
  return lines.filter(({ flows, ignored }) => flows > ignored).findIndex((line) => isOfAttack(line, truth)) + 1;
}

/** Strength from which a line counts as strong: 50 of 100. */
const STRONG = 4;

/** Rows with a score that alone is strong. */
export function strongRowsOf(scores: Float64Array): number {
  return scores.reduce((count, score) => count + (score >= STRONG ? 1 : 0), 0);
}

/** Lines that are strong. */
export function strongOf(lines: readonly ListLine[]): number {
  return lines.filter(({ strength }) => strength >= STRONG).length;
}
