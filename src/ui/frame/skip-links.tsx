import { focusList } from '../parts/focus-list.ts';
import styles from './skip-links.module.css';

/** The first Tab stops: links to the list and to the open panel. */
export function SkipLinks() {
  return (
    <div className={styles.links}>
      <button type="button" onClick={focusList}>
        Skip to the list
      </button>
      <button type="button" onClick={focusDetails}>
        Skip to the details
      </button>
    </div>
  );
}

function focusDetails(): void {
  const heading = document.querySelector<HTMLElement>('aside h2');
  if (heading === null) focusList();
  else heading.focus();
}
