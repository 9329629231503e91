import { isMultiple, type Limit, timesOf } from './limits.ts';
import { leavesIn, type Predicate } from './predicate.ts';

/**
 * The predicate with multiples of the threshold as scores, for the engine. `threshold` is the model's threshold, also
 * while the user has moved the line: the axis of scores counts in it. Without a threshold above 0 there are no
 * multiples, and a comparison with one meets no flow.
 */
export function inScores(predicate: Predicate, threshold: number): Predicate {
  switch (predicate.op) {
    case 'all':
    case 'any':
      return { ...predicate, of: predicate.of.map((part) => inScores(part, threshold)) };
    case 'not':
      return { ...predicate, of: inScores(predicate.of, threshold) };
    case 'range': {
      const { from, to } = predicate;
      if (!isMultiple(from) && !isMultiple(to)) return predicate;
      return { ...predicate, from: scoreOf(from, threshold), to: scoreOf(to, threshold) };
    }
    default:
      return predicate;
  }
}

/** Whether a predicate has multiples of the threshold: its flows then change with the threshold of the model. */
export function followsThreshold(predicate: Predicate): boolean {
  return leavesIn(predicate).some((leaf) => leaf.op === 'range' && (isMultiple(leaf.from) || isMultiple(leaf.to)));
}

function scoreOf(limit: Limit, threshold: number): Limit {
  if (!isMultiple(limit)) return limit;
  return threshold > 0 && Number.isFinite(threshold) ? timesOf(limit) * threshold : Number.NaN;
}
