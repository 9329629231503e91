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
import { AddedContext } from './follow/added-flows.ts';
import type { FollowBar as FollowBarView } from './follow/follow-bar.tsx';
import { canFollow, pickFile, pickFolder } from './follow/pick-file.ts';
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
  FollowBar,
  Charts,
  Scree,
  requests: counter,
}: {
  readonly controller: Controller;
  readonly OpenLog: ComponentType<ComponentProps<typeof OpenLogView>>;
  readonly FollowBar: ComponentType<ComponentProps<typeof FollowBarView>>;
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
  const renewed = useRef<HTMLInputElement>(null);
  const isDragging = useDropTarget(controller.open);
  const zone = useRef<HTMLButtonElement>(null);
  useFocusReturn(state.phase, zone);
  useStepFocus(controller, state.phase, settled);

  useEffect(keepFocus, []);

  const [store] = useState(() => createFollowing(controller));
  const following = useSyncExternalStore(store.subscribe, store.state);
  useDocumentTitle(state, following === null ? 0 : following.above + following.findings);
  const follow = async (pick: typeof pickFile) => {
    try {
      const handle = await pick();
      if (handle !== null) await store.start(handle);
    } catch (error) {
      controller.report(error);
    }
  };
  const onFollow = canFollow() ? { file: () => void follow(pickFile), folder: () => void follow(pickFolder) } : null;

  const [edited, setEdited] = useState<Clause | null>(null);

  const isReady = state.phase === 'ready';
  const chooseFiles = () => files.current?.click();
  /** Where the browser does not read a changed file, the user has to choose it again. */
  const readAgain = async () => {
    if (await controller.canReadAgain()) controller.readAgain();
    else renewed.current?.click();
  };
  return (
    <div className={styles.page}>
      <Bar
        state={state}
        controller={controller}
        onChooseFiles={chooseFiles}
        onAddFiles={() => added.current?.click()}
        onFollow={onFollow}
        onReadAgain={() => void readAgain()}
        first={
          <>
            <FileInputs
              {...{ files, folder, added, renewed }}
              onDrop={controller.open}
              onAdd={controller.add}
              onRenew={controller.renew}
            />
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
              <AddedContext value={following?.added ?? null}>
                <OpenLog
                  state={drawnIn(settled)}
                  controller={controller}
                  Charts={Charts}
                  Scree={Scree}
                  onChooseFiles={chooseFiles}
                  onEdit={setEdited}
                />
              </AddedContext>
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
      {following !== null && (
        <Suspense>
          <FollowBar following={following} store={store} />
        </Suspense>
      )}
      <StatusBar
        state={state}
        controller={controller}
        requests={requests}
        onReadAgain={onFollow === null ? () => void readAgain() : null}
      />
      {isDragging && <DropOverlay />}
    </div>
  );
}
