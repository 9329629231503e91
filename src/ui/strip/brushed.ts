import { addClause, type Clause, clauseOf, removeClause } from '../../core/selection/clauses.ts';
import type { Predicate } from '../../worker/api.ts';

/** The charts that have a brush. Each has one clause in the selection. */
export type BrushSource = 'time' | 'score' | 'density';

/** The selection with another brush on one chart, or without. */
export function brushed(
  selection: readonly Clause[],
  source: BrushSource,
  predicate: Predicate | null,
  label: string,
): readonly Clause[] {
  const before = selection.find((clause) => clause.source === source);
  if (predicate === null) return before === undefined ? selection : removeClause(selection, before.id);
  return addClause(selection, clauseOf(source, predicate, label));
}
