import { type ComponentType, useEffect, useState } from 'react';
import type { ScreeChartProps } from '../charts/scree-chart.tsx';
import type { FlowState } from '../detail/use-flow.ts';
import { ErrorBoundary } from '../failure/error-boundary.tsx';
import { flowsTab } from '../flows/flows-entry.tsx';
import { panels } from '../panel/index.ts';
import { tabsOf } from '../tabs/index.ts';
import type { TabEntry } from '../tabs/tab-entry.ts';
import { usePainted } from '../use-painted.ts';
import type { Controller } from '../workspace/controller.ts';
import { entityIn, type Result, type State } from '../workspace/state.ts';
import type { Known } from './known.ts';
import styles from './open-log.module.css';
import type { ViewCounts } from './use-view-counts.ts';

/** The list of the current tab, and the panel beside it. Tabs that were shown stay mounted and hidden. */
export function Body({
  state,
  controller,
  result,
  tab,
  isStale,
  counts,
  flow,
  known,
  Scree,
}: {
  readonly state: State;
  readonly controller: Controller;
  readonly result: Result;
  readonly tab: TabEntry;
  readonly isStale: boolean;
  readonly counts: ViewCounts;
  readonly flow: FlowState;
  readonly known: Known;
  readonly Scree: ComponentType<ScreeChartProps>;
}) {
  const [seen, setSeen] = useState<readonly string[]>([]);
  if (!seen.includes(tab.id)) setSeen([...seen, tab.id]);
  useNothingToDraw(controller, result, tab);
  const entity = entityIn(state);
  const Panel = entity === null || tab.isWhole ? null : panels[entity.kind];
  const shared = { state, controller, result, isStale, counts, flow, known, Scree };
  const tabs = state.phase === 'ready' ? tabsOf(state) : [tab];
  return (
    <div className={styles.body}>
      {tabs
        .filter(({ id }) => id === tab.id || seen.includes(id))
        .map(({ id, View }) => (
          <div
            key={id}
            role="tabpanel"
            id={`panel-${id}`}
            aria-labelledby={`tab-${id}`}
            className={styles.list}
            data-stale={isStale}
            aria-busy={isStale}
            hidden={id !== tab.id}
          >
            <ErrorBoundary onError={id === 'flows' ? controller.fail : controller.report} fallback={() => null}>
              <View {...shared} isShown={id === tab.id} />
            </ErrorBoundary>
          </div>
        ))}
      {Panel !== null && entity !== null && (
        <ErrorBoundary key={entity.kind} onError={controller.report} fallback={() => null}>
          <Panel {...shared} isShown entity={entity as never} />
        </ErrorBoundary>
      )}
    </div>
  );
}

/** Reports the table as painted when another list is visible, and the charts when they are hidden. */
function useNothingToDraw(controller: Controller, { shown }: Result, { id, isWhole }: TabEntry): void {
  const onTable = usePainted(controller, 'table', shown.detection);
  const onCharts = usePainted(controller, 'charts', shown.detection);
  useEffect(() => {
    if (id !== flowsTab.id) onTable();
    if (isWhole) onCharts();
  }, [id, isWhole, onTable, onCharts]);
}
