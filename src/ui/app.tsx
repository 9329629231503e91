import { type ComponentType, useDeferredValue, useRef, useSyncExternalStore } from 'react';
import styles from './app.module.css';
import { Bar } from './bar/bar.tsx';
import { RunControls } from './bar/run-controls.tsx';
import { StatusLine } from './bar/status-line.tsx';
import type { ChartsProps } from './charts/charts.tsx';
import type { ScreeChartProps } from './charts/scree-chart.tsx';
import type { Controller } from './controller.ts';
import { FailureAlert } from './failure/failure-alert.tsx';
import { LossLine } from './failure/loss-line.tsx';
import { LossNotice, TroubleNotice } from './failure/notice.tsx';
import type { RequestCounter } from './privacy/count-requests.ts';
import { EarlyView } from './progress/early-view.tsx';
import { ProgressCard } from './progress/progress-card.tsx';
import { Results } from './results.tsx';
import { sample } from './start/drop.ts';
import { DropOverlay } from './start/drop-overlay.tsx';
import { FileInputs } from './start/file-inputs.tsx';
import { StartScreen } from './start/start-screen.tsx';
import { useDropTarget } from './start/use-drop-target.ts';
import { drawnIn } from './state.ts';
import { useFocusReturn } from './use-focus-return.ts';
import { useSpotFocus } from './use-spot-focus.ts';

/** The whole page. `Charts` may be lazy: it is mounted from the start, out of sight, and only its data changes. */
export function App({
  controller,
  Charts,
  Scree,
  requests: counter,
}: {
  readonly controller: Controller;
  readonly Charts: ComponentType<ChartsProps>;
  readonly Scree: ComponentType<ScreeChartProps>;
  readonly requests: RequestCounter;
}) {
  const state = useSyncExternalStore(controller.subscribe, controller.state);
  // Table and charts may follow a moment later, in slices of time between which the page can answer.
  const settled = useDeferredValue(state);
  const requests = useSyncExternalStore(counter.subscribe, counter.current);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const isDragging = useDropTarget(controller.open);
  const zone = useRef<HTMLButtonElement>(null);
  useFocusReturn(state.phase, zone);
  useSpotFocus(controller, settled);

  const chooseFiles = () => files.current?.click();
  const choice = { onShowOthers: controller.openRemnant, onChooseFiles: chooseFiles };
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <FileInputs files={files} folder={folder} onDrop={controller.open} />
        <Bar>
          {state.phase === 'ready' && <RunControls state={state} controller={controller} onChooseFiles={chooseFiles} />}
        </Bar>
        <StatusLine state={state} controller={controller} requests={requests} />
      </header>
      <main className={styles.main}>
        <div className={styles.results} data-hidden={state.phase !== 'ready'} inert={state.phase !== 'ready'}>
          {state.phase === 'ready' && state.result.run.loss !== null && (
            <LossLine loss={state.result.run.loss} state={state} controller={controller} />
          )}
          {state.phase === 'ready' && (
            <LossNotice
              key={state.job}
              files={state.result.run.files}
              onUnpackAll={() => controller.openUnpackingAll('open')}
            />
          )}
          {state.phase === 'ready' && state.trouble !== null && (
            <TroubleNotice
              trouble={state.trouble}
              run={state.result.run}
              choice={choice}
              onUnpackAll={() => controller.openUnpackingAll('refused')}
              onDismiss={controller.dismissTrouble}
            />
          )}
          <Results
            state={drawnIn(settled)}
            controller={controller}
            Charts={Charts}
            Scree={Scree}
            isShown={settled.phase === 'ready'}
          />
        </div>
        {state.phase === 'loading' && (
          <div className={styles.stage} data-early={state.early !== null}>
            <ProgressCard state={state} onCancel={controller.cancel} />
            {state.early !== null && <EarlyView early={state.early} />}
          </div>
        )}
        {(state.phase === 'empty' || state.phase === 'failed') && (
          <div className={styles.stage}>
            <StartScreen
              requests={requests}
              zone={zone}
              onChooseFiles={chooseFiles}
              onChooseFolder={() => folder.current?.click()}
              onSample={() => controller.open(sample)}
            >
              {state.phase === 'failed' ? (
                <FailureAlert
                  failure={state.failure}
                  choice={choice}
                  onUnpackAll={() => controller.openUnpackingAll('refused')}
                />
              ) : null}
            </StartScreen>
          </div>
        )}
      </main>
      {isDragging && <DropOverlay />}
    </div>
  );
}
