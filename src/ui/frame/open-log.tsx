import { type ComponentType, memo, useMemo } from 'react';
import type { Clause } from '../../core/selection/clauses.ts';
import type { Finding } from '../../worker/api.ts';
import type { ScreeChartProps } from '../charts/scree-chart.tsx';
import { type FlowState, useFlow } from '../detail/use-flow.ts';
import { formatCount } from '../parts/format.ts';
import type { StripProps } from '../strip/strip.tsx';
import { shownTab } from '../tabs/index.ts';
import { awaitedResult } from '../workspace/awaited.ts';
import type { Controller } from '../workspace/controller.ts';
import { findingsIn } from '../workspace/findings-in.ts';
import { entityIn, resultOf, type State } from '../workspace/state.ts';
import { Body } from './body.tsx';
import { useKnown } from './known.ts';
import { Notices } from './notices.tsx';
import styles from './open-log.module.css';
import { OpenStrip } from './open-strip.tsx';
import { OpenTabs } from './open-tabs.tsx';
import { useViewCounts } from './use-view-counts.ts';
import { ValueActions } from './value-actions.tsx';

export { FollowBar } from '../follow/follow-bar.tsx';

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
  const mark = useMemo(() => markOf(flow, openFinding), [flow, openFinding]);

  const isStale = awaitedResult(state) !== null;
  const tab = shownTab(state);
  return (
    <div className={styles.log} data-whole={tab.isWhole}>
      <ValueActions controller={controller}>
        <OpenStrip
          {...{ state, controller, Charts, isStale }}
          mark={mark}
          position={flow.phase === 'ready' ? flow.flow.position : null}
          isHidden={tab.isWhole && result !== null}
        />
        {result !== null && (
          <>
            <OpenTabs {...{ state, controller, counts, tab, onEdit }} />
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

/** The open flow or finding as a mark on the charts. */
function markOf(state: FlowState, finding: Finding | null): StripProps['mark'] {
  if (finding !== null) return { ts: finding.span?.[0] ?? Number.NaN, score: Number.NaN, label: finding.kind };
  if (state.phase !== 'ready') return null;
  const { rank, score, cells } = state.flow;
  const ts = cells.find(({ name }) => name === 'ts')?.value;
  return { ts: ts ?? Number.NaN, score, label: `rank ${formatCount(rank)}` };
}
