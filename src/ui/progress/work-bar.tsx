import type { Progress } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import styles from './work-bar.module.css';

/** How far the next answer is, while the last one stays on screen; shown only when it takes a moment. */
export function WorkBar({
  work: { phase, file, done, total, unit },
  onCancel,
}: {
  readonly work: Progress;
  readonly onCancel: () => void;
}) {
  const percent = total === 0 ? 0 : Math.floor((100 * done) / total);
  const by = phase === 'Sorting' && unit === 'rows' ? ` by ${file}` : '';
  return (
    <span className={styles.work}>
      {phase}
      {by} <progress max={100} value={percent} aria-label={phase} /> {percent} %
      <button type="button" className={buttons.link} onClick={onCancel}>
        Cancel
      </button>
    </span>
  );
}
