import { type ComponentType, useState } from 'react';
import type { Condition, Labels, Run } from '../worker/api.ts';
import { ChannelsTab } from './channels/channels-tab.tsx';
import type { ScreeChartProps } from './charts/scree-chart.tsx';
import type { Controller } from './controller.ts';
import type { CrossLinks } from './cross-links.ts';
import { FlowPanel } from './detail/flow-panel.tsx';
import { EvaluateTab } from './evaluate/evaluate-tab.tsx';
import { useLabels } from './evaluate/use-labels.ts';
import { ErrorBoundary } from './failure/error-boundary.tsx';
import { HostsTab } from './hosts/hosts-tab.tsx';
import { ModelTab } from './model/model-tab.tsx';
import { fileLabel } from './parts/file-label.ts';
import styles from './results.module.css';
import type { Result, State } from './state.ts';
import { FlowsTable } from './table/flows-table.tsx';
import { type Tab, Tabs } from './tabs/tabs.tsx';
import { usePainted } from './use-painted.ts';

interface TabProps {
  readonly state: State;
  readonly controller: Controller;
  readonly result: Result;
  /** The tab in sight. */
  readonly chosen: string;
  /** Leads to flows from elsewhere. */
  readonly onShowFlows: (where: readonly Condition[], label: string) => void;
  readonly links: CrossLinks;
  readonly Scree: ComponentType<ScreeChartProps>;
}

/** The flows of a run, and what else there is to know of it, each in a tab. */
export function ResultTabs({ onChoose, ...props }: TabProps & { readonly onChoose: (tab: string) => void }) {
  const { state, controller, result, chosen } = props;
  const labels = useLabels(controller.engine, state.phase === 'ready' ? result.run : null);
  /** The run that was evaluated: what took long stays when another tab is looked at. */
  const [evaluated, setEvaluated] = useState<Run | null>(null);
  if (chosen === 'evaluate' && evaluated !== result.run) setEvaluated(result.run);
  return (
    <Tabs
      chosen={labels.length === 0 && chosen === 'evaluate' ? 'flows' : chosen}
      onChoose={onChoose}
      tabs={[
        { id: 'flows', label: 'Flows', panel: <FlowsTab state={state} controller={controller} result={result} /> },
        ...groupTabs(props),
        modelTab(props),
        ...(labels.length === 0 ? [] : [evaluateTab(props, labels, evaluated === result.run)]),
      ]}
    />
  );
}

/** The table, and beside it the flow that was opened. */
function FlowsTab({ state, controller, result: { run, shown } }: Pick<TabProps, 'state' | 'controller' | 'result'>) {
  const { engine } = controller;
  const { detection, view, threshold, inView } = shown;
  const selected = state.phase === 'ready' ? state.selected : null;
  const onReady = usePainted(controller, 'table', detection);
  return (
    <div className={styles.body} data-open={selected !== null}>
      <ErrorBoundary onError={controller.fail} fallback={() => null}>
        <FlowsTable
          engine={engine}
          run={run}
          detection={detection}
          view={view}
          threshold={threshold}
          total={inView.listed}
          anomaliesInView={inView.anomalies}
          selected={selected}
          relatedLabel={shown.asked.label}
          hidden={shown.hidden}
          onBack={controller.back}
          flows={inView.flows}
          onAlike={(alike) => controller.ask({ alike })}
          onSort={(sort) => controller.ask({ sort })}
          onOpen={controller.select}
          onReady={onReady}
          onError={controller.report}
        />
        {selected !== null && (
          <FlowPanel
            engine={engine}
            run={run}
            detection={detection}
            view={view}
            threshold={threshold}
            flow={selected}
            onClose={() => controller.select(null)}
            onShowRelated={controller.showRelated}
          />
        )}
      </ErrorBoundary>
    </div>
  );
}

function groupTabs({
  state,
  controller: { engine },
  result: { run, shown },
  chosen,
  onShowFlows,
  links,
}: TabProps): Tab[] {
  const common = { engine, run, onShowFlows };
  return [
    {
      id: 'hosts',
      label: 'Hosts',
      panel: (
        <HostsTab
          key={run.milliseconds.read}
          {...common}
          detector={shown.detection.detector}
          threshold={shown.threshold}
          contamination={state.asked.contamination}
          isShown={chosen === 'hosts'}
          links={links}
        />
      ),
    },
    {
      id: 'channels',
      label: 'Channels',
      panel: <ChannelsTab key={run.milliseconds.read} {...common} isShown={chosen === 'channels'} />,
    },
  ];
}

function modelTab({ state, controller, result: { run, shown }, chosen, Scree }: TabProps): Tab {
  const { asked } = state;
  const panel = chosen === 'model' && (
    <ModelTab
      engine={controller.engine}
      run={run}
      detection={shown.detection}
      contamination={asked.contamination}
      work={state.phase === 'ready' ? state.work : null}
      fileLabel={fileLabel(run)}
      Scree={Scree}
      onSet={(detector, params) => controller.ask({ detector, params: { ...asked.params, [detector]: params } })}
      onCancel={controller.callOff}
    />
  );
  return { id: 'model', label: 'Model', panel };
}

function evaluateTab(
  { state, controller: { engine }, result: { run, shown } }: TabProps,
  labels: readonly Labels[],
  isMounted: boolean,
): Tab {
  const panel = isMounted && (
    <EvaluateTab
      key={run.milliseconds.read}
      engine={engine}
      run={run}
      detection={shown.detection}
      contamination={state.asked.contamination}
      labels={labels}
    />
  );
  return { id: 'evaluate', label: 'Evaluate', panel };
}
