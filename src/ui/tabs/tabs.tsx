import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styles from './tabs.module.css';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly panel: ReactNode;
}

/** Several views of one run, of which one is in sight; the others stay as they are, hidden. */
export function Tabs({
  tabs,
  chosen,
  isStale,
  onChoose,
}: {
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  /** Whether what is in them is about to be replaced. */
  readonly isStale: boolean;
  readonly onChoose: (id: string) => void;
}) {
  const base = useId();
  const buttons = useRef(new Map<string, HTMLButtonElement>());

  function move(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const place = tabs.findIndex(({ id }) => id === chosen);
    const next = tabs[(place + step + tabs.length) % tabs.length];
    onChoose(next.id);
    buttons.current.get(next.id)?.focus();
  }

  return (
    <>
      <div role="tablist" aria-label="Views" className={styles.list} hidden={tabs.length < 2}>
        {tabs.map(({ id, label }) => (
          <button
            key={id}
            ref={(button) => {
              if (button !== null) buttons.current.set(id, button);
            }}
            type="button"
            role="tab"
            id={`${base}-${id}`}
            aria-controls={`${base}-${id}-panel`}
            aria-selected={id === chosen}
            tabIndex={id === chosen ? 0 : -1}
            onClick={() => onChoose(id)}
            onKeyDown={move}
          >
            {label}
          </button>
        ))}
      </div>
      {tabs.map(({ id, panel }) => (
        <div
          key={id}
          role="tabpanel"
          id={`${base}-${id}-panel`}
          aria-labelledby={`${base}-${id}`}
          className={styles.panel}
          data-stale={isStale}
          aria-busy={isStale}
          hidden={id !== chosen}
        >
          {panel}
        </div>
      ))}
    </>
  );
}
