import {
  type ComponentProps,
  type ComponentType,
  Suspense,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Clause } from '../core/selection/clauses.ts';
import styles from './app.module.css';
import { AheadContext } from './ask/ahead.ts';
import { Bar } from './bar/bar.tsx';
import type { ScreeChartProps } from './charts/scree-chart.tsx';
import { FailureAlert } from './failure/failure-alert.tsx';
import { SelectionBox } from './filter/selection-box.tsx';
import { FollowBar } from './follow/follow-bar.tsx';
import { canFollow, pickFile } from './follow/pick-file.ts';
import type { OpenLog as OpenLogView } from './frame/open-log.tsx';
import { SkipLinks } from './frame/skip-links.tsx';
import { useDocumentTitle } from './frame/use-document-title.ts';
import { keepFocus } from './keep-focus.ts';
import type { RequestCounter } from './privacy/count-requests.ts';
import { EarlyView } from './progress/early-view.tsx';
import { ProgressCard } from './progress/progress-card.tsx';
import { sample } from './start/drop.ts';
import { DropOverlay } from './start/drop-overlay.tsx';
import { FileInputs } from './start/file-inputs.tsx';
import { StartScreen } from './start/start-screen.tsx';
import { useDropTarget } from './start/use-drop-target.ts';
import { StatusBar } from './status/status-bar.tsx';
import type { StripProps } from './strip/strip.tsx';
import { useFocusReturn } from './use-focus-return.ts';
import { useStepFocus } from './use-step-focus.ts';
import type { Controller } from './workspace/controller.ts';
import { createFollowing } from './workspace/following.ts';
import { drawnIn } from './workspace/state.ts';

/**
 * The whole page. `OpenLog` and `Charts` may be lazy. They are mounted hidden from the start; only their data change.
 */
export function App({
  controller,
  OpenLog,
  Charts,
  Scree,
  requests: counter,
}: {
  readonly controller: Controller;
  readonly OpenLog: ComponentType<ComponentProps<typeof OpenLogView>>;
  readonly Charts: ComponentType<StripProps>;
  readonly Scree: ComponentType<ScreeChartProps>;
  readonly requests: RequestCounter;
}) {
  const state = useSyncExternalStore(controller.subscribe, controller.state);
  // Table and charts may follow later, in slices of time between which the page responds.
  const settled = useDeferredValue(state);
  const requests = useSyncExternalStore(counter.subscribe, counter.current);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const added = useRef<HTMLInputElement>(null);
  const isDragging = useDropTarget(controller.open);
  const zone = useRef<HTMLButtonElement>(null);
  useFocusReturn(state.phase, zone);
  useStepFocus(controller, state.phase, settled);
  useDocumentTitle(state);
  useEffect(keepFocus, []);

  const [store] = useState(() => createFollowing(controller));
  const following = useSyncExternalStore(store.subscribe, store.state);
  const followFile = async () => {
    try {
      const handle = await pickFile();
      if (handle !== null) await store.start(handle);
    } catch (error) {
      controller.report(error);
    }
  };
  const onFollow = canFollow() ? () => void followFile() : null;

  const [edited, setEdited] = useState<Clause | null>(null);

  const isReady = state.phase === 'ready';
  const chooseFiles = () => files.current?.click();
  return (
    <div className={styles.page}>
      <Bar
        state={state}
        controller={controller}
        onChooseFiles={chooseFiles}
        onAddFiles={() => added.current?.click()}
        onFollow={onFollow}
        first={
          <>
            <FileInputs files={files} folder={folder} added={added} onDrop={controller.open} onAdd={controller.add} />
            {isReady && <SkipLinks />}
          </>
        }
      >
        {isReady && (
          <SelectionBox state={state} controller={controller} edited={edited} onEdited={() => setEdited(null)} />
        )}
      </Bar>
      <main className={styles.main}>
        <div className={styles.layer} data-hidden={!isReady} inert={!isReady}>
          <Suspense>
            <AheadContext value={controller.ahead}>
              <OpenLog
                state={drawnIn(settled)}
                controller={controller}
                Charts={Charts}
                Scree={Scree}
                onChooseFiles={chooseFiles}
                onEdit={setEdited}
              />
            </AheadContext>
          </Suspense>
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
              onFollow={onFollow}
            >
              {state.phase === 'failed' ? (
                <FailureAlert
                  failure={state.failure}
                  choice={{ onShowOthers: controller.openRemnant, onChooseFiles: chooseFiles }}
                  onUnpackAll={() => controller.openUnpackingAll('refused')}
                />
              ) : null}
            </StartScreen>
          </div>
        )}
      </main>
      {following !== null && <FollowBar following={following} store={store} />}
      <StatusBar state={state} controller={controller} requests={requests} />
      {isDragging && <DropOverlay />}
    </div>
  );
}
