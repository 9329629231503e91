import type { Finding } from '../../worker/api.ts';
import type { Entity } from './entity.ts';
import type { State } from './state.ts';

/** The findings of the open run. Empty before the search has finished. */
export function findingsIn(state: State): readonly Finding[] {
  if (state.phase !== 'ready' || state.search.phase !== 'done') return none;
  return state.search.findings?.list ?? none;
}

/** The findings of the open run, empty if it cannot have any. Null until the search has finished. */
export function knownFindings(state: State): readonly Finding[] | null {
  return state.phase === 'ready' && state.search.phase === 'done' ? findingsIn(state) : null;
}

const none: readonly Finding[] = [];

/** The entity of a finding. */
export function findingEntity({ id }: Finding): Entity {
  return { kind: 'finding', id };
}

/** Whether the findings of the open run are known, and the run can have any. */
export function hasFindings(state: State): boolean {
  return state.phase === 'ready' && state.search.phase === 'done' && state.search.findings !== null;
}
