import styles from './skip-links.module.css';

/** The first Tab stops: links to the list and to the open panel. */
export function SkipLinks() {
  return (
    <div className={styles.links}>
      <button type="button" onClick={() => focusFirst('[role=tabpanel]:not([hidden]) [role=row][tabindex="0"]')}>
        Skip to the list
      </button>
      <button type="button" onClick={() => focusFirst('aside h2')}>
        Skip to the details
      </button>
    </div>
  );
}

function focusFirst(selector: string): void {
  const found = document.querySelector<HTMLElement>(selector);
  const otherwise = document.querySelector<HTMLElement>('[role=tab][aria-selected=true]');
  (found ?? otherwise)?.focus();
}
