import { type ComponentType, useState } from 'react';
import type { Labels, Run } from '../worker/api.ts';
import { withParams } from './asked.ts';
import { ChannelsTab } from './channels/channels-tab.tsx';
import type { ScreeChartProps } from './charts/scree-chart.tsx';
import type { Controller } from './controller.ts';
import type { CrossLinks } from './cross-links.ts';
import { FlowPanel } from './detail/flow-panel.tsx';
import type { KnownFlow } from './detail/known-flow.ts';
import type { FlowState } from './detail/use-flow.ts';
import { useKnownFlows } from './detail/use-known-flows.ts';
import { EvaluateTab } from './evaluate/evaluate-tab.tsx';
import { useLabels } from './evaluate/use-labels.ts';
import { ErrorBoundary } from './failure/error-boundary.tsx';
import { HostsTab } from './hosts/hosts-tab.tsx';
import { ModelTab } from './model/model-tab.tsx';
import { fileLabel } from './parts/file-label.ts';
import styles from './results.module.css';
import { flowIn, type Result, type State } from './state.ts';
import { FlowsTable } from './table/flows-table.tsx';
import { type Tab, Tabs } from './tabs/tabs.tsx';
import { usePainted } from './use-painted.ts';

interface TabProps {
  readonly state: State;
  readonly controller: Controller;
  readonly result: Result;
  /** The open flow. */
  readonly flow: FlowState;
  /** Whether another result is on its way. */
  readonly isStale: boolean;
  readonly links: CrossLinks;
  readonly Scree: ComponentType<ScreeChartProps>;
}

/** The flows of a run, and what else there is to know of it, each in a tab. */
export function ResultTabs(props: TabProps) {
  const { state, controller, result } = props;
  const chosen = tabIn(state);
  const labels = useLabels(controller.engine, state.phase === 'ready' ? result.run : null);
  /** The run that was evaluated: what took long stays when another tab is looked at. */
  const [evaluated, setEvaluated] = useState<Run | null>(null);
  if (chosen === 'evaluate' && evaluated !== result.run) setEvaluated(result.run);
  return (
    <Tabs
      chosen={labels.length === 0 && chosen === 'evaluate' ? 'flows' : chosen}
      isStale={props.isStale}
      onChoose={controller.showTab}
      tabs={[
        {
          id: 'flows',
          label: 'Flows',
          panel: <FlowsTab state={state} controller={controller} result={result} flow={props.flow} />,
        },
        ...groupTabs(props),
        modelTab(props),
        ...(labels.length === 0 ? [] : [evaluateTab(props, labels, evaluated === result.run)]),
      ]}
    />
  );
}

/** The table, and beside it the flow that was opened. */
function FlowsTab({
  state,
  controller,
  result: { run, shown },
  flow,
}: Pick<TabProps, 'state' | 'controller' | 'result' | 'flow'>) {
  const { engine } = controller;
  const { detection, view, threshold, inView } = shown;
  const selected = flowIn(state);
  const { knownOf, learn } = useKnownFlows(detection);
  const [awaitedPlace, setAwaitedPlace] = useState<number | null>(null);
  const open = (known: KnownFlow, isStep: boolean) => {
    learn(known);
    controller.show({ flow: known.flow }, isStep);
  };
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
          where={shown.asked.where}
          relatedLabel={shown.asked.label}
          hidden={shown.hidden}
          onBack={controller.back}
          flows={inView.flows}
          onGroup={(identical) => controller.ask({ identical })}
          onSort={(sort) => controller.ask({ sort })}
          onOpen={(known) => open(known, false)}
          onStep={(known) => selected !== null && open(known, true)}
          onAwait={setAwaitedPlace}
          onReady={onReady}
          onError={controller.report}
        />
        {selected !== null && (
          <FlowPanel
            run={run}
            detection={detection}
            threshold={threshold}
            flow={selected}
            state={flow}
            known={knownOf(selected)}
            awaitedPlace={awaitedPlace}
            isStepped={state.phase === 'ready' && state.journey.spot.isStepped}
            onClose={() => controller.close('flow')}
            onShowRelated={controller.showFlows}
          />
        )}
      </ErrorBoundary>
    </div>
  );
}

function groupTabs({ state, controller, result: { run, shown }, links }: TabProps): Tab[] {
  const { engine, showFlows: onShowFlows } = controller;
  const common = { engine, run, onShowFlows };
  const chosen = tabIn(state);
  const spot = state.phase === 'ready' ? state.journey.spot : null;
  return [
    {
      id: 'hosts',
      label: 'Hosts',
      panel: (
        <HostsTab
          key={run.id}
          {...common}
          detector={shown.detection.detector}
          threshold={shown.threshold}
          contamination={shown.asked.contamination}
          isShown={chosen === 'hosts'}
          links={links}
          open={spot?.host ?? null}
          onOpen={(host, isStep) => controller.show({ host }, isStep)}
          onClose={() => controller.close('host')}
        />
      ),
    },
    {
      id: 'channels',
      label: 'Channels',
      panel: (
        <ChannelsTab
          key={run.id}
          {...common}
          isShown={chosen === 'channels'}
          open={spot?.channel ?? null}
          onOpen={(channel, isStep) => controller.show({ channel }, isStep)}
          onClose={() => controller.close('channel')}
        />
      ),
    },
  ];
}

function modelTab({ state, controller, result: { run, shown }, isStale, Scree }: TabProps): Tab {
  const { asked } = state;
  const panel = tabIn(state) === 'model' && (
    <ModelTab
      engine={controller.engine}
      run={run}
      detection={shown.detection}
      contamination={shown.asked.contamination}
      fileLabel={fileLabel(run)}
      Scree={Scree}
      onSet={(id, values) => {
        const choice = run.detectors.find((one) => one.id === id);
        if (choice !== undefined) controller.ask({ detector: id, params: withParams(asked, choice, values) });
      }}
      isStale={isStale}
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
      key={run.id}
      engine={engine}
      run={run}
      shown={shown}
      labels={labels}
      isShown={tabIn(state) === 'evaluate'}
    />
  );
  return { id: 'evaluate', label: 'Evaluate', panel };
}

function tabIn(state: State): string {
  return state.phase === 'ready' ? state.journey.spot.tab : 'flows';
}
