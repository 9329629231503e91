import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import type { ViewCounts } from '../frame/use-view-counts.ts';
import { useKeys } from '../keys/use-page-keys.ts';
import type { Ready, State } from '../workspace/state.ts';
import type { TabEntry } from './tab-entry.ts';
import styles from './tabs.module.css';

/**
 * The tabs with their counts, as one Tab stop. The keys `[` and `]` switch to the previous and next tab. `children` are
 * placed at the right.
 */
export function TabList({
  tabs,
  state,
  counts,
  chosen,
  wanted,
  areSingleKeysOn,
  onChoose,
  children,
}: {
  readonly tabs: readonly TabEntry[];
  readonly state: State;
  readonly counts: ViewCounts;
  readonly chosen: string;
  /** The requested tab. It is drawn a moment later, and keys pressed meanwhile go on from it. */
  readonly wanted: () => string;
  readonly areSingleKeysOn: boolean;
  readonly onChoose: (id: string) => void;
  readonly children?: ReactNode;
}) {
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const placeOfWanted = () => tabs.findIndex(({ id }) => id === wanted());
  useKeys(areSingleKeysOn, (key) => {
    const place = placeOfWanted();
    if ((key !== '[' && key !== ']') || place < 0) return false;
    onChoose(tabs[(place + (key === ']' ? 1 : tabs.length - 1)) % tabs.length].id);
    return true;
  });
  function move(event: KeyboardEvent): void {
    const next = placeAfter(event.key, placeOfWanted(), tabs.length);
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
