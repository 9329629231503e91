import type { Clause } from '../../core/selection/clauses.ts';
import { meantFilter } from '../../core/selection/meant-filter.ts';
import { leavesIn } from '../../core/selection/predicate.ts';
import { applyFilter } from '../filter/apply-filter.ts';
import { filterSchema } from '../filter/filter-schema.ts';
import buttons from '../parts/button.module.css';
import type { Controller } from '../workspace/controller.ts';
import { knownFindings } from '../workspace/findings-in.ts';
import type { Result } from '../workspace/state.ts';

/**
 * Filters that were searched as text, found nothing, and look like another notation of a filter, each with a button that
 * applies that filter.
 */
export function SearchedAsText({ controller, result }: { readonly controller: Controller; readonly result: Result }) {
  const { run, shown } = result;
  const { workspace, byClause } = shown;
  const empty = workspace.selection.filter((clause, place) => clause.isOn && byClause[place] === 0 && isText(clause));
  if (empty.length === 0) return null;
  const schema = filterSchema(run, knownFindings(controller.state()));
  const found = empty.flatMap((clause) => {
    const meant = meantFilter(clause.label, schema);
    return meant === null ? [] : [{ clause, meant }];
  });
  function use(clause: Clause, meant: string): void {
    const applied = applyFilter(controller.state().workspace.selection, meant, schema, clause);
    if (applied.error === undefined) controller.select(applied.clauses, applied.label);
  }
  return found.map(({ clause, meant }) => (
    <p key={clause.id}>
      {clause.label} was searched as text. Did you mean {meant}?{' '}
      <button type="button" className={buttons.button} onClick={() => use(clause, meant)}>
        Use {meant}
      </button>
    </p>
  ));
}

function isText({ source, predicate }: Clause): boolean {
  return (source === 'box' || source === 'link') && leavesIn(predicate).some(({ op }) => op === 'text');
}
