import type { Larger } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import { formatBytes } from '../parts/format.ts';
import { explainLarger, megabytesFor } from '../parts/larger.ts';
import styles from './open-log.module.css';

/**
 * One line on an out-of-core log, which opens to what is exact and what is an estimate. Offers to read the log into memory: `onRead`
 * receives the megabytes that it may take.
 */
export function LargerNote({
  larger,
  flows,
  onRead,
}: {
  readonly larger: Larger;
  readonly flows: number;
  readonly onRead: (megabytes: number) => void;
}) {
  const megabytes = megabytesFor(larger.plan);
  const amount = formatBytes(Number((megabytes * 1e6).toPrecision(2)));
  const [what, ...details] = explainLarger(larger, flows);
  return (
    <div className={styles.larger}>
      <details>
        <summary>{what}</summary>
        <ul aria-label="What is exact">
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
          <li>
            With more memory the log is read again, and all flows are kept. The browser may run out of memory: the log
            can then be opened as now.
          </li>
        </ul>
      </details>
      <button type="button" className={buttons.button} onClick={() => onRead(megabytes)}>
        Use {amount} of memory
      </button>
    </div>
  );
}
