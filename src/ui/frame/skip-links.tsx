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

/** Focuses the heading of the open panel, or else the tab. */
function focusDetails(): void {
  const places = ['aside h2', '[role=tab][aria-selected=true]'];
  places
    .map((place) => document.querySelector<HTMLElement>(place))
    .find((one) => one !== null)
    ?.focus();
}
