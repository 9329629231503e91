import type { LogErrorDetail } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import { formatCount } from '../parts/format.ts';
import styles from './failure.module.css';

/** What can be done about a log of which most rows could not be read. */
export interface RemnantChoice {
  readonly onShowOthers: () => void;
  readonly onChooseFiles: () => void;
}

/** The two answers to the error `mostly-skipped`. */
export function RemnantButtons({
  detail: { rows, lost },
  choice: { onShowOthers, onChooseFiles },
}: {
  readonly detail: LogErrorDetail;
  readonly choice: RemnantChoice;
}) {
  const others = Number(rows) - Number(lost);
  return (
    <div className={styles.choice}>
      <button type="button" className={buttons.button} onClick={onShowOthers}>
        Show the {formatCount(others)} {others === 1 ? 'other' : 'others'}
      </button>
      <button type="button" className={buttons.primary} onClick={onChooseFiles}>
        Choose another file
      </button>
    </div>
  );
}
