import type { Clause } from '../../core/selection/clauses.ts';
import type { ScoreShares } from '../../worker/api.ts';
import { type AxisScale, scoreRangeWords } from '../parts/score-words.ts';

/** A result of which the chips are labelled: its clauses, and by clause the fractions of flows from its scores on. */
export interface Labelled extends AxisScale {
  readonly workspace: { readonly selection: readonly Clause[] };
  readonly scoreShares: readonly (ScoreShares | null)[];
}

/**
 * The text of a chip. A brush on scores is labelled in the unit of the axis, which changes with the detector and the
 * threshold of the model. All other clauses have their own label, as has a brush that the result does not know yet.
 */
export function chipLabel({ id, source, predicate, label }: Clause, shown: Labelled): string {
  if (source !== 'score' || predicate.op !== 'range') return label;
  const place = shown.workspace.selection.findIndex((one) => one.id === id && one.predicate === predicate);
  const shares = shown.scoreShares[place] ?? null;
  const { from, to } = predicate;
  if (shares === null || typeof from !== 'number' || typeof to !== 'number') return label;
  return scoreRangeWords({ score: from, share: shares[0] }, { score: to, share: shares[1] }, shown);
}
