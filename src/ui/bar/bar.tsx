import type { ReactNode } from 'react';
import { ExportPanel } from '../export/export-panel.tsx';
import type { FollowPicker } from '../follow/pick-file.ts';
import { Menu } from '../menu/menu.tsx';
import { resultName } from '../model/changed-settings.ts';
import buttons from '../parts/button.module.css';
import { fileLabel } from '../parts/file-label.ts';
import { Popover } from '../parts/popover.tsx';
import type { Controller } from '../workspace/controller.ts';
import { knownFindings } from '../workspace/findings-in.ts';
import type { State } from '../workspace/state.ts';
import styles from './bar.module.css';
import { FileChip } from './file-chip.tsx';
import { RankBy } from './rank-by.tsx';

/** The header of the page, equally high in every state. `children` are placed between the log and the detector. */
export function Bar({
  state,
  controller,
  onChooseFiles,
  onAddFiles,
  onFollow,
  onReadAgain,
  first,
  children,
}: {
  readonly state: State;
  readonly controller: Controller;
  readonly onChooseFiles: () => void;
  readonly onAddFiles: () => void;
  /** Follows a file. Null where the browser gives no file handles. */
  readonly onFollow: FollowPicker | null;
  readonly onReadAgain: () => void;
  /** Visually hidden content before everything else. */
  readonly first: ReactNode;
  readonly children?: ReactNode;
}) {
  const isReady = state.phase === 'ready';
  return (
    <header className={styles.bar}>
      {first}
      <h1 className={styles.brand}>
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <path d="M3 17c3 0 3-4 6-4s3 4 6 4 3-4 6-4M3 12c3 0 3-4 6-4" className={styles.wave} />
          <circle cx="15.5" cy="6.5" r="2.6" className={styles.odd} />
        </svg>
        <span>Oddflow</span>
      </h1>
      {isReady && (
        <p className="print-only">
          {fileLabel(state.result.run)}, by {resultName(state.result.run, state.result.shown.detection)}
        </p>
      )}
      {isReady && <FileChip state={state} controller={controller} />}
      {isReady ? children : null}
      <span className={styles.space} />
      {isReady && (
        <div className={styles.tools}>
          <RankBy state={state} controller={controller} />
          <Popover button="Export" buttonClass={buttons.button} label="Export flows" shortcut="e" staysOpen>
            <ExportPanel
              engine={controller.engine}
              result={state.result}
              page={state.page}
              findings={knownFindings(state)?.length ?? null}
            />
          </Popover>
        </div>
      )}
      <Menu state={state} controller={controller} {...{ onChooseFiles, onAddFiles, onFollow, onReadAgain }} />
    </header>
  );
}
