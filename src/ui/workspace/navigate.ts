import type { Act } from './action.ts';
import { continues, redo, remember, undo } from './edits.ts';
import { type Ready, type State, tabIn } from './state.ts';
import { type At, closeEntity, goOn, listsSame, openEntity, visit } from './steps.ts';
import { asksSame } from './workspace.ts';

/** Removes the hint about the first view when the user moves on. */
export function withoutHint(state: Ready): Ready {
  return state.trouble?.kind === 'first-view' ? { ...state, trouble: null } : state;
}

/** Applies a move within the run: opening, closing, Back and Forward. */
export function move(
  state: Ready,
  action: Act<'opened' | 'closed' | 'went' | 'visited' | 'turned-back' | 'undone' | 'redone'>,
): Ready {
  switch (action.type) {
    case 'opened':
      return { ...state, ...openEntity(state, action.entity, action.isStep, action.tab) };
    case 'closed':
      return { ...state, ...closeEntity(state) };
    case 'went':
      return { ...state, ...goOn(state, { open: { tab: action.tab, entity: null } }) };
    case 'visited':
      return forgetWork(state, { ...state, ...(visit(state, action.id) ?? {}) });
    case 'turned-back':
      return { ...state, trouble: { kind: 'first-view' } };
    case 'undone':
      return takeEdit(state, undo(state.steps.edits, state.workspace));
    case 'redone':
      return takeEdit(state, redo(state.steps.edits, state.workspace));
  }
}

function takeEdit(state: Ready, changed: ReturnType<typeof undo>): Ready {
  if (changed === null) return state;
  const at: At = listsSame(changed.workspace, state.workspace) ? state : goOn(state, {});
  const workspace = { ...changed.workspace, open: at.workspace.open };
  return forgetWork(state, { ...state, workspace, steps: { ...at.steps, edits: changed.edits } });
}

/** Applies a change of the workspace. Listing other flows, hosts or channels is a step that Back returns from. */
export function change(state: State, { to, edit, now, tab }: Act<'changed'>): State {
  if (state.phase !== 'ready') return { ...state, workspace: { ...state.workspace, ...to } };
  const { workspace, steps } = state;
  const isOn = edit !== null && continues(steps.edits, { key: edit.key, at: now });
  const isOther = !listsSame({ ...workspace, ...to }, workspace);
  const isElsewhere = tab !== undefined && tab !== tabIn(state);
  const open = isElsewhere ? { tab, entity: null } : workspace.open;
  const at: At = (isOther && !isOn) || isElsewhere ? goOn(state, { open }) : state;
  const edits = edit === null ? steps.edits : remember(steps.edits, { ...edit, at: now }, workspace);
  const next = { ...withoutHint(state), workspace: { ...at.workspace, ...to }, steps: { ...at.steps, edits } };
  return forgetWork(state, next);
}

/** Drops the progress of the previous question when the question changes. */
function forgetWork(before: Ready, after: Ready): Ready {
  return asksSame(before.workspace, after.workspace) ? after : { ...after, work: null };
}
