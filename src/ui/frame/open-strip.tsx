import { type ComponentType, Suspense, useCallback, useEffect, useState } from 'react';
import { ErrorBoundary } from '../failure/error-boundary.tsx';
import { fileLabel } from '../parts/file-label.ts';
import { brushed } from '../strip/brushed.ts';
import type { StripProps } from '../strip/strip.tsx';
import { usePainted } from '../use-painted.ts';
import type { Controller } from '../workspace/controller.ts';
import { resultOf, type State } from '../workspace/state.ts';
import styles from './open-log.module.css';

/** The strip of an open log. It exists also without a run: see `App`. */
export function OpenStrip({
  state,
  controller,
  Charts,
  mark,
  position,
  isStale,
  isHidden,
}: Pick<StripProps, 'mark' | 'position' | 'isStale'> & {
  readonly state: State;
  readonly controller: Controller;
  readonly Charts: ComponentType<StripProps>;
  readonly isHidden: boolean;
}) {
  const { run = null, shown = null } = resultOf(state) ?? {};
  const detection = shown?.detection ?? null;
  const { model, selection, axes } = state.workspace;
  const onReady = usePainted(controller, 'charts', detection);
  const [isOpen, setOpen] = useState(false);
  const onThreshold = useCallback((threshold: number | null) => controller.setModel({ threshold }), [controller]);
  const onContamination = useCallback((contamination: number) => controller.setModel({ contamination }), [controller]);
  const onBrush = useBrush(controller);
  return (
    <ErrorBoundary onError={controller.report} fallback={() => <NoCharts detection={detection} onReady={onReady} />}>
      <Suspense fallback={<div className={styles.strip} />}>
        <div className={styles.strip} data-stale={isStale} hidden={isHidden}>
          <Charts
            engine={controller.engine}
            {...{ run, detection, mark, position, isStale, isOpen, axes }}
            {...{ onThreshold, onContamination, onBrush, onReady }}
            threshold={shown?.threshold ?? 0}
            modelThreshold={shown?.modelThreshold ?? null}
            moving={isStale ? null : model.threshold}
            contamination={model.contamination}
            selection={shown?.workspace.selection ?? selection}
            tally={shown?.selected ?? noFlows}
            all={shown?.run ?? noFlows}
            fileLabel={run === null ? '' : fileLabel(run)}
            onOpen={setOpen}
            onAxes={controller.setAxes}
          />
        </div>
      </Suspense>
    </ErrorBoundary>
  );
}

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

const noFlows = { flows: 0, anomalies: 0, listed: 0 };

/** The placeholder when the charts cannot be loaded. The table works without them. */
function NoCharts({ detection, onReady }: { readonly detection: unknown; readonly onReady: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: every detection counts as drawn
  useEffect(onReady, [detection]);
  return <p className={styles.strip}>The charts could not be loaded. The table has all flows.</p>;
}
