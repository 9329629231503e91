import { LogError } from '../../core/errors.ts';
import type { Clause } from '../../core/selection/clauses.ts';
import { explainProblem } from '../../words/messages.ts';
import { settled } from './loading.ts';
import type { State } from './state.ts';

/** Clauses that the engine refused, and the error that names them. */
export interface Refused {
  readonly clauses: readonly Clause[];
  readonly error: LogError;
}

/**
 * The state without clauses that the engine refused. With a result on screen, a change of nothing else is taken back:
 * an edited clause returns to its earlier text, and Undo forgets the change.
 */
export function withoutRefused(state: State, refused: readonly Clause[]): State {
  const ids = new Set(refused.map(({ id }) => id));
  const others = state.workspace.selection.filter(({ id }) => !ids.has(id));
  const isOld = (clause: Clause) => state.phase === 'ready' && state.result.shown.workspace.selection.includes(clause);
  if (state.phase !== 'ready' || refused.some(isOld) || !others.every(isOld)) {
    return { ...state, workspace: { ...state.workspace, selection: others } };
  }
  const { edits } = state.steps;
  const isLast = edits.past[edits.past.length - 1]?.other.selection === state.result.shown.workspace.selection;
  const left = isLast ? { ...edits, past: edits.past.slice(0, -1) } : edits;
  return { ...state, ...settled(state), steps: { ...state.steps, edits: left }, work: null };
}

/** The clauses of a selection that an error of the engine refuses. Null for any other error. */
export function refusedIn(error: unknown, selection: readonly Clause[]): Refused | null {
  if (!(error instanceof LogError) || error.code !== 'refused-filters') return null;
  const places = new Set(String(error.detail.places).split(',').map(Number));
  const clauses = selection.filter((_, place) => places.has(place));
  if (clauses.length === 0) return null;
  const filters = clauses.map(({ label }) => label).join(', ');
  const [cause] = error.causes;
  const why = cause === undefined ? '' : explainProblem(cause).what;
  return { clauses, error: new LogError('refused-filters', { filters, why }) };
}
