import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import type { ViewCounts } from '../frame/use-view-counts.ts';
import type { Ready, State } from '../workspace/state.ts';
import type { TabEntry } from './tab-entry.ts';
import styles from './tabs.module.css';

/** The tabs with their counts, as one Tab stop. `children` are placed at the right. */
export function TabList({
  tabs,
  state,
  counts,
  chosen,
  onChoose,
  children,
}: {
  readonly tabs: readonly TabEntry[];
  readonly state: State;
  readonly counts: ViewCounts;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly children?: ReactNode;
}) {
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  function move(event: KeyboardEvent): void {
    const place = tabs.findIndex(({ id }) => id === chosen);
    const next = placeAfter(event.key, place, tabs.length);
    if (next === null) return;
    event.preventDefault();
    onChoose(tabs[next].id);
    buttons.current.get(tabs[next].id)?.focus();
  }
  return (
    <div className={styles.row}>
      <div role="tablist" aria-label="Views" className={styles.list}>
        {tabs.map(({ id, label, countOf }) => {
          const count = state.phase === 'ready' ? countOf(state as Ready, counts) : '';
          return (
            <button
              key={id}
              ref={(button) => {
                if (button !== null) buttons.current.set(id, button);
              }}
              type="button"
              role="tab"
              id={`tab-${id}`}
              aria-controls={`panel-${id}`}
              aria-selected={id === chosen}
              tabIndex={id === chosen ? 0 : -1}
              onClick={() => onChoose(id)}
              onKeyDown={move}
            >
              {label}
              {count !== '' && <span> {count}</span>}
            </button>
          );
        })}
      </div>
      {children}
    </div>
  );
}

function placeAfter(key: string, place: number, count: number): number | null {
  if (key === 'ArrowRight') return (place + 1) % count;
  if (key === 'ArrowLeft') return (place + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
