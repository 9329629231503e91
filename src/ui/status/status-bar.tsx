import buttons from '../parts/button.module.css';
import { formatCount } from '../parts/format.ts';
import { useZone, zoneName } from '../parts/zone.ts';
import type { Requests } from '../privacy/count-requests.ts';
import { WorkBar } from '../progress/work-bar.tsx';
import { awaitedResult } from '../workspace/awaited.ts';
import type { Controller } from '../workspace/controller.ts';
import type { State } from '../workspace/state.ts';
import { Announcement } from './announcement.tsx';
import styles from './status.module.css';
import { Summary } from './summary.tsx';

/** The status bar: the selection, running work, and the privacy line. */
export function StatusBar({
  state,
  controller,
  requests: { made, blocked },
  onReadAgain,
}: {
  readonly state: State;
  readonly controller: Controller;
  readonly requests: Requests;
  /** Null where the browser can follow a file. */
  readonly onReadAgain: (() => void) | null;
}) {
  const zone = useZone();
  const isReady = state.phase === 'ready';
  return (
    <footer className={styles.status}>
      <Summary state={state} />
      <Announcement state={state} />
      <span className={styles.space} />
      {isReady && state.work !== null && awaitedResult(state) === null && (
        <WorkBar work={state.work} onCancel={controller.cancel} />
      )}
      {isReady && onReadAgain !== null && (
        <button type="button" className={buttons.link} onClick={onReadAgain}>
          Read again
        </button>
      )}
      {isReady && (
        <button
          type="button"
          className={`${buttons.link} ${styles.wide}`}
          title={zone === 'utc' ? 'Show times in the zone of this browser' : 'Show times in UTC'}
          onClick={() => controller.setPage({ zone: zone === 'utc' ? 'local' : 'utc' })}
        >
          Times in {zoneName()}
        </button>
      )}
      {isReady && <span className="print-only">Times in {zoneName()}</span>}
      <span className={styles.requests} title="Requests that this page made since it was loaded. Your logs stay here.">
        {formatCount(made)} {made === 1 ? 'request' : 'requests'} since load
        {blocked > 0 && `, ${formatCount(blocked)} blocked`}
      </span>
      <span className={styles.wide}>Oddflow {__VERSION__}</span>
      {isReady && (
        <span className={styles.keys} aria-hidden="true">
          <kbd>j</kbd> <kbd>k</kbd> move <kbd>Enter</kbd> open <kbd>?</kbd> keys
        </span>
      )}
    </footer>
  );
}
