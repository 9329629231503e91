import { type ComponentType, memo, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { Clause } from '../../core/selection/clauses.ts';
import type { Finding } from '../../worker/api.ts';
import type { ScreeChartProps } from '../charts/scree-chart.tsx';
import { type FlowState, useFlow } from '../detail/use-flow.ts';
import { Agreement } from '../evaluate/agreement.tsx';
import { ErrorBoundary } from '../failure/error-boundary.tsx';
import { SelectionChips } from '../filter/selection-chips.tsx';
import { resultName } from '../model/changed-settings.ts';
import { fileLabel } from '../parts/file-label.ts';
import { AwaitedBar } from '../progress/awaited-bar.tsx';
import { brushed } from '../strip/brushed.ts';
import type { StripProps } from '../strip/strip.tsx';
import { shownTab, tabsOf } from '../tabs/index.ts';
import { TabList } from '../tabs/tab-list.tsx';
import { usePainted } from '../use-painted.ts';
import { awaitedResult } from '../workspace/awaited.ts';
import type { Controller } from '../workspace/controller.ts';
import { findingsIn } from '../workspace/findings-in.ts';
import { entityIn, resultOf, type State } from '../workspace/state.ts';
import { Body } from './body.tsx';
import { useKnown } from './known.ts';
import { Notices } from './notices.tsx';
import styles from './open-log.module.css';
import { useViewCounts } from './use-view-counts.ts';
import { ValueActions } from './value-actions.tsx';

/** Strip, tabs, list and panel for one answer of the engine. The strip exists also without a run: see `App`. */
export const OpenLog = memo(function OpenLog({
  state,
  controller,
  Charts,
  Scree,
  onChooseFiles,
  onEdit,
}: {
  readonly state: State;
  readonly controller: Controller;
  readonly Charts: ComponentType<StripProps>;
  readonly Scree: ComponentType<ScreeChartProps>;
  readonly onChooseFiles: () => void;
  /** Puts the filter of a chip into the box. */
  readonly onEdit: (clause: Clause) => void;
}) {
  const { engine } = controller;
  const result = resultOf(state);
  const run = result?.run ?? null;
  const shown = result?.shown ?? null;
  const detection = shown?.detection ?? null;
  const entity = entityIn(state);
  const flow = useFlow(engine, run, detection, shown?.view ?? null, entity?.kind === 'flow' ? entity.flow : null);
  const known = useKnown(detection);
  const openFinding =
    entity?.kind === 'finding' ? (findingsIn(state).find(({ id }) => id === entity.id) ?? null) : null;
  const counts = useViewCounts(state, controller);
  const chartsReady = usePainted(controller, 'charts', detection);
  const [isStripOpen, setStripOpen] = useState(false);
  const mark = useMemo(() => markOf(flow, openFinding), [flow, openFinding]);

  const onThreshold = useCallback((threshold: number | null) => controller.setModel({ threshold }), [controller]);
  const onContamination = useCallback((contamination: number) => controller.setModel({ contamination }), [controller]);
  const onBrush = useBrush(controller);
  const awaited = awaitedResult(state);
  const isStale = awaited !== null;
  const tab = shownTab(state);
  return (
    <div className={styles.log} data-whole={tab.isWhole}>
      <ValueActions controller={controller}>
        <ErrorBoundary
          onError={controller.report}
          fallback={() => <NoCharts detection={detection} onReady={chartsReady} />}
        >
          <Suspense fallback={<div className={styles.strip} />}>
            <div className={styles.strip} data-stale={isStale} hidden={tab.isWhole && result !== null}>
              <Charts
                engine={engine}
                run={run}
                detection={detection}
                threshold={shown?.threshold ?? 0}
                modelThreshold={shown?.modelThreshold ?? null}
                moving={isStale ? null : state.workspace.model.threshold}
                isStale={isStale}
                contamination={state.workspace.model.contamination}
                selection={shown?.workspace.selection ?? state.workspace.selection}
                tally={shown?.selected ?? noFlows}
                all={shown?.run ?? noFlows}
                mark={mark}
                position={flow.phase === 'ready' ? flow.flow.position : null}
                fileLabel={run === null ? '' : fileLabel(run)}
                isOpen={isStripOpen}
                onOpen={setStripOpen}
                axes={state.workspace.axes}
                onAxes={controller.setAxes}
                onThreshold={onThreshold}
                onContamination={onContamination}
                onBrush={onBrush}
                onReady={chartsReady}
              />
            </div>
          </Suspense>
        </ErrorBoundary>
        {result !== null && (
          <>
            <TabList
              tabs={state.phase === 'ready' ? tabsOf(state) : []}
              state={state}
              counts={counts}
              chosen={tab.id}
              wanted={() => shownTab(controller.state()).id}
              areSingleKeysOn={state.page.areSingleKeysOn}
              onChoose={controller.showTab}
            >
              {state.phase === 'ready' && tab.id === 'flows' && state.workspace.selection.length === 0 && (
                <Agreement state={state} controller={controller} />
              )}
              {state.phase === 'ready' && <SelectionChips state={state} controller={controller} onEdit={onEdit} />}
              {state.phase === 'ready' && run?.larger === null && tab.Tools !== undefined && (
                <tab.Tools state={state} controller={controller} counts={counts} />
              )}
              {awaited !== null && (
                <AwaitedBar
                  name={awaited}
                  shown={resultName(result.run, result.shown.detection)}
                  work={state.phase === 'ready' ? state.work : null}
                  onCancel={controller.cancel}
                />
              )}
            </TabList>
            <Notices state={state} controller={controller} onChooseFiles={onChooseFiles} />
            <Body
              key={result.run.id}
              state={state}
              controller={controller}
              result={result}
              tab={tab}
              isStale={isStale}
              counts={counts}
              flow={flow}
              known={known}
              Scree={Scree}
            />
          </>
        )}
      </ValueActions>
    </div>
  );
});

/** Turns a brush into the clause of its chart. */
function useBrush(controller: Controller): StripProps['onBrush'] {
  return useCallback(
    (source, predicate, label) => {
      const { selection } = controller.state().workspace;
      const step = predicate === null ? 'Clear the brush' : label;
      controller.select(brushed(selection, source, predicate, label), step, { key: `brush ${source}` });
    },
    [controller],
  );
}

/** The open flow or finding as a mark on the charts. */
function markOf(state: FlowState, finding: Finding | null): StripProps['mark'] {
  if (finding !== null) return { ts: finding.span?.[0] ?? Number.NaN, score: Number.NaN, label: finding.kind };
  if (state.phase !== 'ready') return null;
  const { rank, score, cells } = state.flow;
  const ts = cells.find(({ name }) => name === 'ts')?.value;
  return { ts: ts ?? Number.NaN, score, label: `rank ${rank}` };
}

const noFlows = { flows: 0, anomalies: 0, listed: 0 };

/** The placeholder when the charts cannot be loaded. The table works without them. */
function NoCharts({ detection, onReady }: { readonly detection: unknown; readonly onReady: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: every detection counts as drawn
  useEffect(onReady, [detection]);
  return <p className={styles.strip}>The charts could not be loaded. The table has all flows.</p>;
}
