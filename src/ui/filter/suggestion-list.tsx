import { useEffect, useRef } from 'react';
import styles from './filter-box.module.css';
import type { Suggestion } from './suggestions.ts';

/**
 * The suggestions below the box. The focus stays in the box: its `aria-activedescendant` is `id` with the index of the
 * active suggestion.
 */
export function SuggestionList({
  id,
  suggestions,
  active,
  onTake,
}: {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  /** -1 for none. */
  readonly active: number;
  readonly onTake: (suggestion: Suggestion) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div ref={list} id={id} role="listbox" aria-label="Suggestions" className={styles.list} tabIndex={-1}>
      {suggestions.map((suggestion, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box
        <div
          key={suggestion.text}
          id={`${id}${place}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          <b>{suggestion.text}</b> <span>{suggestion.detail}</span>
        </div>
      ))}
    </div>
  );
}
