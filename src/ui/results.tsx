import { type ComponentType, memo, Suspense, useCallback, useEffect } from 'react';
import type { Detection, Tally } from '../worker/api.ts';
import type { Asked } from './asked.ts';
import { awaitedResult } from './awaited.ts';
import type { ChartsProps } from './charts/charts.tsx';
import type { ScreeChartProps } from './charts/scree-chart.tsx';
import type { Controller } from './controller.ts';
import { useCrossLinks } from './cross-links.ts';
import { useFlow } from './detail/use-flow.ts';
import { ErrorBoundary } from './failure/error-boundary.tsx';
import { FindingsRegion } from './findings/findings-region.tsx';
import { resultName } from './model/changed-settings.ts';
import { fileLabel } from './parts/file-label.ts';
import { AwaitedBar } from './progress/awaited-bar.tsx';
import { ResultTabs } from './result-tabs.tsx';
import styles from './results.module.css';
import { flowIn, resultOf, type State } from './state.ts';
import { usePainted } from './use-painted.ts';

/** Charts, table and drill-down over one answer of the engine. The charts are there without a run too: see `App`. */
export const Results = memo(function Results({
  state,
  controller,
  Charts,
  Scree,
  isShown,
}: {
  readonly state: State;
  readonly controller: Controller;
  readonly Charts: ComponentType<ChartsProps>;
  readonly Scree: ComponentType<ScreeChartProps>;
  /** Not while another log is being opened. */
  readonly isShown: boolean;
}) {
  const { engine } = controller;
  const result = resultOf(state);
  const run = result?.run ?? null;
  const shown = result?.shown ?? null;
  const detection = shown?.detection ?? null;
  const flow = useFlow(engine, run, detection, shown?.view ?? null, flowIn(state));
  const chartsReady = usePainted(controller, 'charts', detection);
  const openHosts = useCallback(() => controller.showTab('hosts'), [controller]);
  const links = useCrossLinks(run, openHosts);
  const onDetector = useCallback((detector: string) => controller.ask({ detector }), [controller]);
  const onAxes = useCallback((axes: Asked['axes']) => controller.ask({ axes }), [controller]);
  const onThreshold = useCallback((threshold: number) => controller.ask({ threshold }), [controller]);

  const awaited = awaitedResult(state);
  const isStale = awaited !== null;
  return (
    <>
      {run !== null && detection !== null && (
        <ErrorBoundary onError={controller.report} fallback={() => null}>
          <FindingsRegion
            key={run.id}
            engine={engine}
            run={run}
            detection={detection}
            isReady={state.phase === 'ready' && isShown}
            onShow={controller.showFlows}
            links={links}
            onDetector={onDetector}
          />
        </ErrorBoundary>
      )}
      {awaited !== null && run !== null && detection !== null && (
        <AwaitedBar
          name={awaited}
          shown={resultName(run, detection)}
          work={state.phase === 'ready' ? state.work : null}
          onCancel={controller.cancel}
        />
      )}
      <ErrorBoundary
        onError={controller.report}
        fallback={() => <NoCharts detection={detection} onReady={chartsReady} />}
      >
        <Suspense fallback={<div className={styles.charts} />}>
          <div className={styles.charts} data-stale={isStale}>
            <Charts
              engine={engine}
              run={run}
              detection={detection}
              view={shown?.view ?? null}
              threshold={shown?.threshold ?? 0}
              moving={isStale ? null : state.asked.threshold}
              isStale={isStale}
              contamination={shown === null || shown.isMoved ? null : shown.asked.contamination}
              tally={shown?.inView ?? noFlows}
              position={flow.phase === 'ready' ? flow.flow.position : null}
              fileLabel={run === null ? '' : fileLabel(run)}
              active={result !== null}
              axes={state.asked.axes}
              onAxes={onAxes}
              onThreshold={onThreshold}
              onReady={chartsReady}
            />
          </div>
        </Suspense>
      </ErrorBoundary>
      {result !== null && (
        <ResultTabs
          key={result.run.id}
          state={state}
          controller={controller}
          result={result}
          flow={flow}
          isStale={isStale}
          links={links}
          Scree={Scree}
        />
      )}
    </>
  );
});

const noFlows: Tally = { flows: 0, anomalies: 0, listed: 0 };

/** The table can be read without them. */
function NoCharts({ detection, onReady }: { readonly detection: Detection | null; readonly onReady: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: every detection counts as drawn
  useEffect(onReady, [detection]);
  return <p className={styles.charts}>The charts could not be loaded. The table has all flows.</p>;
}
