import { useMemo, useSyncExternalStore } from 'react';
import type { Finding, Run } from '../../worker/api.ts';
import type { GridCard, GridColumn } from '../grid/grid-column.ts';
import { scoreScaleOf } from '../workspace/score-scale-of.ts';
import type { Shown } from '../workspace/state.ts';
import { flowCard } from './flow-card.tsx';
import { flowColumns } from './flow-columns.tsx';
import type { ListedFlow } from './listed-flow.ts';

/** Minimum width of the window for raw scores. */
const WIDE = '(min-width: 1600px)';

/** The columns and the card of the Flows list. */
export interface FlowColumns {
  readonly columns: readonly GridColumn<ListedFlow>[];
  readonly card: GridCard<ListedFlow>;
}

export function useFlowColumns(
  run: Run,
  shown: Shown,
  found: readonly Finding[],
  onToggle: (finding: string) => void,
): FlowColumns {
  const { view } = shown;
  const { opened = none } = view;
  const isGrouped = (view.group ?? 'none') !== 'none';
  const isWide = useSyncExternalStore(onWidth, () => matchMedia(WIDE).matches);
  const scale = useMemo(() => scoreScaleOf(shown), [shown]);
  const isByFinding = view.group === 'finding';
  const findings = useMemo(() => new Map(isByFinding ? found.map((one) => [one.id, one]) : []), [isByFinding, found]);
  return useMemo(
    () => ({
      columns: flowColumns(run, scale, isGrouped, isWide, { opened, findings, onToggle }),
      card: flowCard(scale),
    }),
    [run, scale, isGrouped, isWide, opened, findings, onToggle],
  );
}

const none: readonly string[] = [];

function onWidth(listener: () => void): () => void {
  const list = matchMedia(WIDE);
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
}
