import type { ReactNode, RefObject } from 'react';
import type { FollowPicker } from '../follow/pick-file.ts';
import buttons from '../parts/button.module.css';
import type { Requests } from '../privacy/count-requests.ts';
import { PrivacyPanel } from '../privacy/privacy-panel.tsx';
import styles from './start-screen.module.css';

/** The start screen, where a log is opened. `children` come first: the failure of the previous attempt. */
export function StartScreen({
  requests,
  zone,
  onChooseFiles,
  onChooseFolder,
  onSample,
  onFollow,
  children,
}: {
  readonly requests: Requests;
  readonly zone: RefObject<HTMLButtonElement | null>;
  readonly onChooseFiles: () => void;
  readonly onChooseFolder: () => void;
  readonly onSample: () => void;
  /** Null where the browser gives no file handles. */
  readonly onFollow: FollowPicker | null;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles.start}>
      {children ?? (
        <div className={styles.head}>
          <h2>Find the odd flows in a Zeek conn.log</h2>
          <p>Every flow gets a score and a rank, and you see what makes it odd.</p>
        </div>
      )}
      <button ref={zone} type="button" className={styles.zone} onClick={onChooseFiles}>
        <svg viewBox="0 0 24 24" width="32" height="32" aria-hidden="true">
          <path d="M12 15V4m0 0L8 8m4-4 4 4M4 15v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3" />
        </svg>
        <strong>Drop a conn.log here</strong>
        <span>
          or click to choose: TSV, JSON, CSV or Parquet, plain or .gz, .zst, .zip, .tar. One log or several rotated ones
        </span>
      </button>
      <div className={styles.others}>
        <button type="button" className={buttons.button} onClick={onChooseFolder}>
          Open a folder
        </button>
        {onFollow !== null && (
          <>
            <button type="button" className={buttons.button} onClick={onFollow.file}>
              Follow a file
            </button>
            <button type="button" className={buttons.button} onClick={onFollow.folder}>
              Follow a folder
            </button>
          </>
        )}
        <button type="button" className={buttons.button} onClick={onSample}>
          Try a sample
        </button>
        <span className={styles.hint}>One day of a small office: 20,000 made-up flows, eight attacks among them</span>
        {onFollow === null && (
          <span className={styles.hint}>
            Following a growing log needs Chrome or Edge. Here, Read again below the list reads the open log once more
          </span>
        )}
      </div>
      <PrivacyPanel requests={requests} />
    </div>
  );
}
