import { addClause, type Clause, clauseOf, removeClause } from '../../core/selection/clauses.ts';
import type { Predicate } from '../../worker/api.ts';

/** The charts with a brush. Each has at most one clause in the selection. */
export type BrushSource = 'time' | 'score' | 'density';

/** Sets or clears the brush of one chart in the selection. */
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
