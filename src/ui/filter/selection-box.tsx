import type { Clause } from '../../core/selection/clauses.ts';
import type { Controller } from '../workspace/controller.ts';
import { knownFindings } from '../workspace/findings-in.ts';
import type { Ready } from '../workspace/state.ts';
import { FilterBox } from './filter-box.tsx';

/** The filter box for the selection of the open log. */
export function SelectionBox({
  state,
  controller,
  edited,
  onEdited,
}: {
  readonly state: Ready;
  readonly controller: Controller;
  readonly edited: Clause | null;
  readonly onEdited: () => void;
}) {
  const { run, shown } = state.result;
  const { selection } = state.workspace;
  return (
    <FilterBox
      engine={controller.engine}
      run={run}
      findings={knownFindings(state)}
      detector={shown.detection.detector}
      threshold={shown.threshold}
      modelThreshold={shown.modelThreshold}
      clauses={selection}
      edited={edited !== null && selection.includes(edited) ? edited : null}
      onEdited={onEdited}
      onSelect={controller.select}
    />
  );
}
