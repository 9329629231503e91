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
  /** The highest mean difference over those that share nothing with it, and whose it is. */
  readonly others: number;
  readonly best: number;
  readonly isKept: boolean;
  /** Its own difference by the change that was kept, else 0. */
  readonly counted: number;
}

/**
 * For each left out: which of the changes would be kept, and what it then does to the one left out. Of several changes it
 * is the one with the highest mean difference over the others, if that is above 0. Others are those without a common
 * origin. All changes have the same names in the same order.
 */
export function leaveOneOut(changes: readonly (readonly Difference[])[]): Choice[] {
  return changes[0].map(({ name, origins }, at) => {
    const means = changes.map((differences) => {
      const rest = differences.filter((other) => other.name !== name && isApart(origins, other.origins));
      return rest.length === 0 ? 0 : mean(rest.map(({ value }) => value));
    });
    const others = Math.max(...means);
    const best = means.indexOf(others);
    const isKept = others > 0;
    return { name, others, best, isKept, counted: isKept ? changes[best][at].value : 0 };
  });
}

function isApart(some: readonly string[], others: readonly string[]): boolean {
  return !others.some((origin) => some.includes(origin));
}
