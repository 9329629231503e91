import buttons from '../parts/button.module.css';
import styles from './failure.module.css';

/** The way on from the errors `unpacks-too-large` and `too-many-files`. */
export function UnpackButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <div className={styles.choice}>
      <button type="button" className={buttons.button} onClick={onClick}>
        Unpack all of it
      </button>
    </div>
  );
}
