import type { ReactNode } from 'react';
import type { Asked } from '../ask/use-ask.ts';
import { explainError } from '../failure/explain-error.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import buttons from '../parts/button.module.css';
import type { RowsWindow } from './grid-column.ts';
import styles from './list.module.css';

/** Placeholder for the rows of a list: progress, failure, or an empty list. */
export function ListFace<Found extends RowsWindow<unknown>>({
  name,
  asked,
  total,
  none,
}: {
  readonly name: string;
  readonly asked: Asked<Found>;
  /** Number of rows if it is known before the first rows arrive, otherwise null. */
  readonly total: number | null;
  readonly none: ReactNode;
}) {
  const things = name.toLowerCase();
  const found = asked.latest?.answer ?? null;
  if (asked.phase === 'failed') {
    return (
      <div className={styles.face} role="alert">
        <p>{tellFailure(explainError(asked.error))}</p>
        <button type="button" className={buttons.button} onClick={asked.again}>
          Try again
        </button>
      </div>
    );
  }
  if (asked.phase === 'cancelled') {
    return (
      <div className={styles.face}>
        <p>Finding {things} was cancelled.</p>
        <button type="button" className={buttons.button} onClick={asked.again}>
          Find {things}
        </button>
      </div>
    );
  }
  if (found !== null || total !== null)
    return (total ?? found?.total) === 0 ? <div className={styles.face}>{none}</div> : null;
  const percent = asked.phase === 'working' ? Math.floor(100 * asked.share) : 0;
  return (
    <div className={`${styles.face} ${styles.late}`}>
      <p>
        Finding {things} <b>{percent} %</b>
      </p>
      <progress max={100} value={percent} aria-label={`Finding ${things}`} />
      <button type="button" className={buttons.button} onClick={asked.cancel}>
        Cancel
      </button>
    </div>
  );
}
