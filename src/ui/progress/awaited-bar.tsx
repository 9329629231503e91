import type { Progress } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import styles from './awaited-bar.module.css';

/** What is being computed, how far it is, and Cancel, in the tab row above the dimmed results of the last answer. */
export function AwaitedBar({
  name,
  shown,
  work,
  onCancel,
}: {
  /** Of the result that is computed, and of the one on screen meanwhile. */
  readonly name: string;
  readonly shown: string;
  /** Null before the first news. */
  readonly work: Progress | null;
  readonly onCancel: () => void;
}) {
  const percent = work === null || work.total === 0 ? null : Math.floor((100 * work.done) / work.total);
  const phase = work?.phase ?? 'Scoring';
  return (
    <section className={styles.place} aria-label="Under way">
      <div className={styles.bar}>
        <p>
          <strong>
            {phase} {phase === 'Sorting' ? 'for' : 'with'} {name}
          </strong>
          <span>Still on screen: {shown}</span>
        </p>
        <progress max={100} {...(percent === null ? {} : { value: percent })} aria-label={phase} />
        <span className={styles.percent}>{percent === null ? '' : `${percent} %`}</span>
        <button type="button" className={buttons.button} onClick={onCancel}>
          Cancel
        </button>
      </div>
    </section>
  );
}
