import { useMemo, useSyncExternalStore } from 'react';
import type { Engine, Run } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import type { GridCard, GridColumn } from '../grid/grid-column.ts';
import type { ScoreScale } from '../parts/score-words.ts';
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
  engine: Engine,
  run: Run,
  shown: Shown,
  onToggle: (finding: string) => void,
): FlowColumns {
  const { threshold, view } = shown;
  const { opened = none } = view;
  const isGrouped = (view.group ?? 'none') !== 'none';
  const isWide = useSyncExternalStore(onWidth, () => matchMedia(WIDE).matches);
  const scale = useScale(engine, run, shown);
  return useMemo(
    () => ({
      columns: flowColumns(run, scale, threshold, isGrouped, isWide, { opened, onToggle }),
      card: flowCard(scale, threshold),
    }),
    [run, scale, threshold, isGrouped, isWide, opened, onToggle],
  );
}

const none: readonly string[] = [];

/** The scale for scores in words. Asks the engine for the model's threshold if the user moved the line. */
function useScale(engine: Engine, run: Run, { detection, threshold, isMoved, workspace }: Shown): ScoreScale {
  const { contamination } = workspace.model;
  const { detector } = detection;
  const asked = useAsk(isMoved ? JSON.stringify([run.id, detector, contamination]) : null, () =>
    engine.threshold(detector, contamination),
  );
  const modelThreshold = !isMoved ? threshold : asked.phase === 'ready' ? asked.answer : Number.NaN;
  return useMemo(() => ({ detection, modelThreshold, flows: run.flows }), [detection, modelThreshold, run.flows]);
}

function onWidth(listener: () => void): () => void {
  const list = matchMedia(WIDE);
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
}
