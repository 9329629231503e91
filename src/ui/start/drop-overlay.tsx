import styles from './drop-overlay.module.css';

/** Shows that the whole window takes what is being dragged. */
export function DropOverlay() {
  return (
    <div className={styles.overlay} aria-hidden="true">
      <p>Drop to open</p>
    </div>
  );
}
