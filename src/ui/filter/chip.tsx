import type { KeyboardEvent } from 'react';
import { isHiding } from './chip-words.ts';
import styles from './chips.module.css';
import type { WholeChip } from './chips-in-full.tsx';

/** One clause: a button that switches it off and on, and a button that removes it. */
export function Chip({
  clause,
  label,
  count,
  isInert = false,
  onToggle,
  onRemove,
  onEdit,
  onSuppress,
}: WholeChip & {
  /** Whether it does not fit and is listed under "more". */
  readonly isInert?: boolean;
}) {
  const { isOn, reason } = clause;
  const keys: Readonly<Record<string, () => void>> = {
    Enter: onEdit,
    Delete: onRemove,
    Backspace: onRemove,
    x: onSuppress,
  };
  function onKeyDown(event: KeyboardEvent): void {
    const run = event.ctrlKey || event.altKey || event.metaKey ? undefined : keys[event.key];
    if (run === undefined) return;
    event.preventDefault();
    run();
  }
  const says = [label, count, reason].filter((part) => part !== undefined && part !== '').join(', ');
  return (
    <li className={styles.chip} data-hides={isHiding(clause)} data-on={isOn} inert={isInert}>
      <button
        type="button"
        className={styles.toggle}
        aria-label={`Turn ${isOn ? 'off' : 'on'} ${label} ${count}`.trimEnd()}
        title={`${says}. Enter or double click edits it, Delete removes it, x suppresses its flows`}
        onClick={onToggle}
        onDoubleClick={onEdit}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          onSuppress();
        }}
      >
        {isOn && (
          <span className={styles.check} aria-hidden="true">
            ✓
          </span>
        )}
        <span className={styles.label}>
          <b>{label}</b> <span>{count}</span>
        </span>
      </button>
      <button
        type="button"
        className={styles.remove}
        aria-label={`Remove ${label}`}
        title="Remove"
        onClick={onRemove}
        onKeyDown={(event) => (event.key === 'Delete' || event.key === 'Backspace') && onKeyDown(event)}
      >
        ✕
      </button>
    </li>
  );
}
