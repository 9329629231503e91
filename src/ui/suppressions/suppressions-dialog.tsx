import { matchingOf } from '../filter/chip-words.ts';
import { filterSchema } from '../filter/filter-schema.ts';
import type { Controller } from '../workspace/controller.ts';
import { knownFindings } from '../workspace/findings-in.ts';
import type { Ready } from '../workspace/state.ts';
import { Suppressions } from './suppressions.tsx';

/** The dialog **Suppressions** of the Menu. */
export function SuppressionsDialog({ state, controller }: { readonly state: Ready; readonly controller: Controller }) {
  const { run, shown } = state.result;
  const { selection } = state.workspace;
  return (
    <Suppressions
      clauses={selection}
      matching={matchingOf(selection, shown.workspace.selection, shown.byClause)}
      schema={filterSchema(run, knownFindings(state))}
      onSelect={controller.select}
    />
  );
}
