import { useId } from 'react';
import { formatCount } from '../parts/format.ts';
import styles from './filter-box.module.css';
import { FilterHelp } from './filter-help.tsx';
import { QueryError } from './query-error.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { type FilterBoxProps, useFilterBox } from './use-filter-box.ts';

/**
 * The textbox **Filter** of the bar. Enter adds a chip, or replaces the edited one. Suggests fields and values; shows
 * errors below the box. The page handles the key `/` through `aria-keyshortcuts`.
 */
export function FilterBox(props: FilterBoxProps) {
  const id = useId();
  const { input, text, error, suggestions, active, chosen, write, take, onKeyDown, box } = useFilterBox(props);
  const isShown = suggestions.length > 0;
  const on = props.clauses.filter(({ isOn }) => isOn).length;
  return (
    <search className={styles.filter} data-wrong={error !== null}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="7" cy="7" r="4.5" />
        <path d="m10.5 10.5 4 4" />
      </svg>
      {on > 0 && (
        <span className={styles.count} title={`${formatCount(on)} active`}>
          {formatCount(on)}
        </span>
      )}
      <input
        ref={input}
        type="text"
        aria-label="Filter"
        aria-keyshortcuts="/"
        aria-autocomplete="list"
        aria-controls={isShown ? `${id}list` : undefined}
        aria-activedescendant={chosen === null ? undefined : `${id}list${active}`}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : `${id}error`}
        placeholder={on > 0 ? 'Add a filter' : 'Filter: 10.0.0.0/8  port:445  -service:dns'}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => write(target.value, target.selectionStart ?? target.value.length, true)}
        onSelect={({ currentTarget }) => box.see(currentTarget.selectionStart ?? 0)}
        onKeyDown={onKeyDown}
        onBlur={box.closeList}
      />
      <span className={styles.key} aria-hidden="true">
        /
      </span>
      <FilterHelp
        onExample={(example) => {
          write(example, example.length, false);
          box.moveCaret(example.length);
        }}
      />
      {error !== null && <QueryError id={`${id}error`} text={text} error={error} />}
      {isShown && <SuggestionList id={`${id}list`} suggestions={suggestions} active={active} onTake={take} />}
      <span className="visually-hidden" aria-live="polite">
        {isShown ? `${suggestions.length} suggestions, use the arrow keys` : ''}
      </span>
    </search>
  );
}
