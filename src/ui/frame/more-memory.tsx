import type { Plan } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import { formatBytes } from '../parts/format.ts';
import { megabytesFor } from '../parts/larger.ts';
import styles from './open-log.module.css';

/** Offers to read an out-of-core log into memory. `onRead` receives the megabytes that it may take. */
export function MoreMemory({ plan, onRead }: { readonly plan: Plan; readonly onRead: (megabytes: number) => void }) {
  const megabytes = megabytesFor(plan);
  const amount = formatBytes(Number((megabytes * 1e6).toPrecision(2)));
  return (
    <p className={styles.more}>
      <button type="button" className={buttons.button} onClick={() => onRead(megabytes)}>
        Use {amount} of memory
      </button>
      <span>
        Reads the log again with all flows in memory. The browser may run out of it: the log can then be opened as now.
      </span>
    </p>
  );
}
