import { explainError } from '../failure/explain-error.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import buttons from '../parts/button.module.css';
import styles from './lists.module.css';
import type { Listing, ListWindow } from './use-listing.ts';

/** What stands where the rows of a list would be: how far it is, why it is not here, or that it is empty. */
export function ListFace<Found extends ListWindow<unknown>>({
  name,
  listing: { found, work, cancel, again },
  none,
}: {
  readonly name: string;
  readonly listing: Listing<Found>;
  readonly none: string;
}) {
  const things = name.toLowerCase();
  if (work.phase === 'failed') {
    return (
      <div className={styles.face} role="alert">
        <p>{tellFailure(explainError(work.error))}</p>
        <button type="button" className={buttons.button} onClick={again}>
          Try again
        </button>
      </div>
    );
  }
  if (work.phase === 'cancelled') {
    return (
      <div className={styles.face}>
        <p>Finding {things} was cancelled.</p>
        <button type="button" className={buttons.button} onClick={again}>
          Find {things}
        </button>
      </div>
    );
  }
  if (found !== null) return found.total === 0 ? <p className={styles.face}>{none}</p> : null;
  const percent = work.phase === 'working' ? Math.floor(100 * work.share) : 0;
  return (
    <div className={styles.face}>
      <p>
        Finding {things} <b>{percent} %</b>
      </p>
      <progress max={100} value={percent} aria-label={`Finding ${things}`} />
      <button type="button" className={buttons.button} onClick={cancel}>
        Cancel
      </button>
    </div>
  );
}
