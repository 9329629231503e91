import { type ComponentType, memo, Suspense, useCallback, useEffect, useState } from 'react';
import type { Condition, Detection, Run, Tally } from '../worker/api.ts';
import { ChannelsTab } from './channels/channels-tab.tsx';
import type { ChartsProps } from './charts/charts.tsx';
import type { ScreeChartProps } from './charts/scree-chart.tsx';
import type { Controller } from './controller.ts';
import { FlowPanel } from './detail/flow-panel.tsx';
import { EvaluateTab } from './evaluate/evaluate-tab.tsx';
import { useLabels } from './evaluate/use-labels.ts';
import { ErrorBoundary } from './failure/error-boundary.tsx';
import { FindingsRegion } from './findings/findings-region.tsx';
import { HostsTab } from './hosts/hosts-tab.tsx';
import { ModelTab } from './model/model-tab.tsx';
import { formatCount } from './parts/format.ts';
import styles from './results.module.css';
import { type Part, resultOf, type State } from './state.ts';
import { FlowsTable } from './table/flows-table.tsx';
import { Tabs } from './tabs/tabs.tsx';

/** Charts, table and drill-down over one answer of the engine. The charts are there without a run too: see `App`. */
export const Results = memo(function Results({
  state,
  controller,
  Charts,
  Scree,
}: {
  readonly state: State;
  readonly controller: Controller;
  readonly Charts: ComponentType<ChartsProps>;
  readonly Scree: ComponentType<ScreeChartProps>;
}) {
  const { engine } = controller;
  const result = resultOf(state);
  const run = result?.run ?? null;
  const shown = result?.shown ?? null;
  const detection = shown?.detection ?? null;
  const selected = state.phase === 'ready' ? state.selected : null;
  const chartsReady = usePainted(controller, 'charts', detection);
  const tableReady = usePainted(controller, 'table', detection);
  const [tab, setTab] = useState('flows');
  const labels = useLabels(engine, state.phase === 'ready' ? run : null);
  /** What leads to flows from elsewhere leads to their tab. */
  const showFlows = useCallback(
    (where: readonly Condition[], label: string) => {
      controller.select(null);
      controller.showRelated(where, label);
      setTab('flows');
    },
    [controller],
  );
  const onThreshold = useCallback((threshold: number) => controller.ask({ threshold }), [controller]);

  return (
    <>
      {run !== null && detection !== null && (
        <ErrorBoundary onError={controller.report} fallback={() => null}>
          <FindingsRegion
            key={run.milliseconds.read}
            engine={engine}
            run={run}
            detection={detection}
            isReady={state.phase === 'ready'}
            onShow={showFlows}
          />
        </ErrorBoundary>
      )}
      <ErrorBoundary
        onError={controller.report}
        fallback={() => <NoCharts detection={detection} onReady={chartsReady} />}
      >
        <Suspense fallback={<div className={styles.charts} />}>
          <div className={styles.charts}>
            <Charts
              engine={engine}
              run={run}
              detection={detection}
              view={shown?.view ?? null}
              threshold={state.asked.threshold ?? shown?.threshold ?? 0}
              contamination={state.asked.contamination}
              tally={shown?.inView ?? noFlows}
              selectedFlow={selected}
              fileLabel={run === null ? '' : fileLabel(run)}
              active={result !== null}
              onThreshold={onThreshold}
              onReady={chartsReady}
            />
          </div>
        </Suspense>
      </ErrorBoundary>
      {run !== null && shown !== null && (
        <Tabs
          chosen={labels.length === 0 && tab === 'evaluate' ? 'flows' : tab}
          onChoose={setTab}
          tabs={[
            {
              id: 'flows',
              label: 'Flows',
              panel: (
                <div className={styles.body} data-open={selected !== null}>
                  <ErrorBoundary onError={controller.fail} fallback={() => null}>
                    <FlowsTable
                      engine={engine}
                      run={run}
                      detection={shown.detection}
                      view={shown.view}
                      threshold={shown.threshold}
                      total={shown.inView.listed}
                      anomaliesInView={shown.inView.anomalies}
                      selected={selected}
                      relatedLabel={shown.asked.label}
                      hidden={shown.hidden}
                      onBack={controller.back}
                      flows={shown.inView.flows}
                      onAlike={(alike) => controller.ask({ alike })}
                      onSort={(sort) => controller.ask({ sort })}
                      onOpen={controller.select}
                      onReady={tableReady}
                      onError={controller.report}
                    />
                    {selected !== null && (
                      <FlowPanel
                        engine={engine}
                        run={run}
                        detection={shown.detection}
                        view={shown.view}
                        threshold={shown.threshold}
                        flow={selected}
                        onClose={() => controller.select(null)}
                        onShowRelated={controller.showRelated}
                      />
                    )}
                  </ErrorBoundary>
                </div>
              ),
            },
            {
              id: 'hosts',
              label: 'Hosts',
              panel: (
                <HostsTab
                  key={run.milliseconds.read}
                  engine={engine}
                  run={run}
                  detector={shown.detection.detector}
                  threshold={shown.threshold}
                  contamination={state.asked.contamination}
                  isShown={tab === 'hosts'}
                  onShowFlows={showFlows}
                />
              ),
            },
            {
              id: 'channels',
              label: 'Channels',
              panel: (
                <ChannelsTab
                  key={run.milliseconds.read}
                  engine={engine}
                  run={run}
                  isShown={tab === 'channels'}
                  onShowFlows={showFlows}
                />
              ),
            },
            {
              id: 'model',
              label: 'Model',
              panel: tab === 'model' && (
                <ModelTab
                  engine={engine}
                  run={run}
                  detection={shown.detection}
                  contamination={state.asked.contamination}
                  work={state.phase === 'ready' ? state.work : null}
                  fileLabel={fileLabel(run)}
                  Scree={Scree}
                  onSet={(detector, params) =>
                    controller.ask({ detector, params: { ...state.asked.params, [detector]: params } })
                  }
                  onCancel={controller.callOff}
                />
              ),
            },
            ...(labels.length === 0
              ? []
              : [
                  {
                    id: 'evaluate',
                    label: 'Evaluate',
                    panel: tab === 'evaluate' && (
                      <EvaluateTab
                        key={run.milliseconds.read}
                        engine={engine}
                        run={run}
                        detection={shown.detection}
                        contamination={state.asked.contamination}
                        labels={labels}
                      />
                    ),
                  },
                ]),
          ]}
        />
      )}
    </>
  );
});

const noFlows: Tally = { flows: 0, anomalies: 0, listed: 0 };

function usePainted(controller: Controller, part: Part, detection: Detection | null): () => void {
  return useCallback(() => {
    if (detection !== null) controller.painted(part, detection);
  }, [controller, part, detection]);
}

/** The table can be read without them. */
function NoCharts({ detection, onReady }: { readonly detection: Detection | null; readonly onReady: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: every detection counts as drawn
  useEffect(onReady, [detection]);
  return <p className={styles.charts}>The charts could not be loaded; the table has everything.</p>;
}

function fileLabel(run: Run): string {
  const files = run.files.filter(({ flows }) => flows > 0);
  return files.length === 1 ? files[0].path : `${files[0].path} and ${formatCount(files.length - 1)} more`;
}
