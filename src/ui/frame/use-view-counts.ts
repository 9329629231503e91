import { keyOfAll } from '../../core/selection/predicate.ts';
import type { GroupCounts } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import type { Controller } from '../workspace/controller.ts';
import { findingsIn } from '../workspace/findings-in.ts';
import type { State } from '../workspace/state.ts';

/** Numbers of items in each list for the selected flows. Null while unknown. */
export interface ViewCounts {
  readonly groups: GroupCounts | null;
  /** Selected flows per finding, in the order of the findings. */
  readonly findings: readonly number[] | null;
}

const unknown: ViewCounts = { groups: null, findings: null };

/**
 * Counts for the tabs. Waits for the findings, which use the same measurements. The previous counts stay until newer
 * ones arrive.
 */
export function useViewCounts(state: State, { engine }: Controller): ViewCounts {
  const found = findingsIn(state);
  const isFound = state.phase === 'ready' && state.search.phase === 'done' && state.search.findings !== null;
  const view = isFound ? state.result.shown.view : null;
  const key = view === null ? null : `${isFound ? state.result.run.id : ''} ${view.detector} ${keyOfAll(view.where)}`;
  const counts = useAsk(
    key,
    async (signal): Promise<ViewCounts> => {
      if (view === null) return unknown;
      const [groups, findings] = await Promise.all([
        engine.groupCounts(view, signal),
        found.length === 0 ? [] : engine.findingCounts(view, signal),
      ]);
      return { groups, findings };
    },
    { scope: 'view counts' },
  );
  return key === null ? unknown : (counts.latest?.answer ?? unknown);
}
