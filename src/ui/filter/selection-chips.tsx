import type { Clause } from '../../core/selection/clauses.ts';
import type { Controller } from '../workspace/controller.ts';
import type { Ready } from '../workspace/state.ts';
import { useSelection } from '../workspace/use-selection.ts';
import { chipLabel } from './chip-label.ts';
import { matchingOf } from './chip-words.ts';
import { Chips } from './chips.tsx';

/** The chips of the selection, with Undo and Redo. */
export function SelectionChips({
  state,
  controller,
  onEdit,
}: {
  readonly state: Ready;
  readonly controller: Controller;
  readonly onEdit: (clause: Clause) => void;
}) {
  const { run, shown } = state.result;
  const selection = useSelection(controller);
  const { past, future } = state.steps.edits;
  return (
    <Chips
      clauses={selection}
      labelOf={(clause) => chipLabel(clause, shown)}
      matching={matchingOf(selection, shown.workspace.selection, shown.byClause)}
      total={run.larger?.listed ?? run.flows}
      undo={past.at(-1)?.label ?? null}
      redo={future[0]?.label ?? null}
      onSelect={controller.select}
      onEdit={onEdit}
      onUndo={controller.undo}
      onRedo={controller.redo}
    />
  );
}
