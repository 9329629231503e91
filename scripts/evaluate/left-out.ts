import { mean } from './networks-mean.ts';

/** The difference that a change makes to one network or family, and what its logs share with others. */
export interface Difference {
  readonly name: string;
  readonly origins: readonly string[];
  readonly value: number;
}

/** A choice made without one network or family. */
export interface Choice {
  readonly name: string;
  /** Mean difference over those that share nothing with it. */
  readonly others: number;
  readonly isKept: boolean;
  /** Its own difference if the change was kept, else 0. */
  readonly counted: number;
}

/**
 * For each left out: whether the change would be kept, which it is if the mean difference over the others is above 0, and
 * what it then does to the one left out. Others are those without a common origin.
 */
export function leaveOneOut(differences: readonly Difference[]): Choice[] {
  return differences.map(({ name, origins, value }) => {
    const rest = differences.filter((other) => other.name !== name && isApart(origins, other.origins));
    const others = rest.length === 0 ? 0 : mean(rest.map((other) => other.value));
    const isKept = others > 0;
    return { name, others, isKept, counted: isKept ? value : 0 };
  });
}

function isApart(some: readonly string[], others: readonly string[]): boolean {
  return !others.some((origin) => some.includes(origin));
}
