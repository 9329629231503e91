import { hidesFlows, toggle } from '../../core/selection/clauses.ts';
import { chipLabel } from '../filter/chip-label.ts';
import buttons from '../parts/button.module.css';
import { countOf, formatCount } from '../parts/format.ts';
import type { Controller } from '../workspace/controller.ts';
import type { Result } from '../workspace/state.ts';
import { LackingValues } from './lacking-values.tsx';
import styles from './nothing-in-view.module.css';
import { SearchedAsText } from './searched-as-text.tsx';

/**
 * Placeholder of an empty list: the active filters, the one that removes most flows first, each with a button that
 * switches it off. Values that the log lacks are named.
 */
export function NothingInView({ controller, result }: { readonly controller: Controller; readonly result: Result }) {
  const { run, shown } = result;
  const { workspace, byClause } = shown;
  const all = run.larger?.listed ?? run.flows;
  const on = workspace.selection
    .map((clause, place) => ({
      clause,
      label: chipLabel(clause, shown),
      removes: hidesFlows(clause) ? byClause[place] : all - byClause[place],
    }))
    .filter(({ clause }) => clause.isOn)
    .toSorted((a, b) => b.removes - a.removes);
  if (on.length === 0) return <span>This log has none.</span>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div role="group" aria-label="Filters that leave no flow" className={styles.nothing}>
      <b>
        {on.length === 1 ? 'No flow matches the filter.' : `No flow matches all ${formatCount(on.length)} filters.`}
      </b>
      <SearchedAsText controller={controller} result={result} />
      <LackingValues controller={controller} result={result} />
      {on.map(({ clause: { id }, label, removes }) => (
        <button
          key={id}
          type="button"
          className={buttons.button}
          onClick={() => controller.select(toggle(controller.state().workspace.selection, id), `Turn off ${label}`)}
        >
          Turn off {label}, which removes {countOf(removes, 'flow')}
        </button>
      ))}
    </div>
  );
}
