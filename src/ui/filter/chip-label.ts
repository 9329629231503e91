import type { Clause } from '../../core/selection/clauses.ts';
import { type AxisScale, scoreRangeWords } from '../parts/score-words.ts';

/**
 * The text of a chip. A brush on scores is labelled in the unit of the axis, which changes with the detector and the
 * threshold of the model. All other clauses have their own label.
 */
export function chipLabel({ source, predicate, label }: Clause, scale: AxisScale): string {
  if (source !== 'score' || predicate.op !== 'range') return label;
  const { from, to } = predicate;
  return typeof from === 'number' && typeof to === 'number' ? scoreRangeWords(from, to, scale) : label;
}
