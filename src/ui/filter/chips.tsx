import { useLayoutEffect, useRef, useState } from 'react';
import { type Clause, removeClause, toggle } from '../../core/selection/clauses.ts';
import buttons from '../parts/button.module.css';
import { useRoving } from '../parts/use-roving.ts';
import { hiddenBy, suppressChip } from '../suppressions/suppress.ts';
import { SuppressQuestion } from '../suppressions/suppress-question.tsx';
import { Chip } from './chip.tsx';
import { chipCount, withoutFilters } from './chip-words.ts';
import styles from './chips.module.css';
import { ChipsInFull, type WholeChip } from './chips-in-full.tsx';
import { useFitting } from './use-fitting.ts';

interface ChipsProps {
  readonly clauses: readonly Clause[];
  /** The text of a chip, by default the clause's label. */
  readonly labelOf?: (clause: Clause) => string;
  /** See `matchingOf`. */
  readonly matching: readonly (number | null)[];
  /** Number of flows that `matching` counts are out of. */
  readonly total: number;
  /** Labels of the steps that Undo and Redo would take, null if there is none. */
  readonly undo: string | null;
  readonly redo: string | null;
  readonly onSelect: (clauses: readonly Clause[], label: string, options?: { readonly key?: string }) => void;
  /** Puts the filter of a chip into the box. */
  readonly onEdit: (clause: Clause) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/**
 * The list **Active filters** at the right of the tabs: one chip per clause in order of creation, then Undo, Redo and
 * Clear. One Tab stop. "+2 more" lists all chips with their whole text. Absent without clauses and undoable steps.
 */
export function Chips({
  clauses,
  labelOf = ({ label }) => label,
  matching,
  total,
  undo,
  redo,
  onSelect,
  onEdit,
  onUndo,
  onRedo,
}: ChipsProps) {
  const { ref, ...roving } = useRoving<HTMLDivElement>('row');
  const list = useRef<HTMLUListElement>(null);
  const fitting = useFitting(list, clauses.length);
  const [suppressed, setSuppressed] = useState<Clause | null>(null);
  const follow = useFocusAfterRemoval(list);
  const cleared = withoutFilters(clauses);
  if (clauses.length === 0 && undo === null && redo === null) return null;

  const chips = clauses.map((clause, place): WholeChip => {
    const label = labelOf(clause);
    return {
      clause,
      label,
      count: chipCount(clause, matching[place] ?? null, total),
      onToggle: () =>
        onSelect(toggle(clauses, clause.id), `Turn ${clause.isOn ? 'off' : 'on'} ${label}`, {
          key: `toggle ${clause.id}`,
        }),
      onRemove() {
        follow(place);
        onSelect(removeClause(clauses, clause.id), `Remove ${label}`);
      },
      onEdit: () => onEdit(clause),
      onSuppress: () => setSuppressed(clause),
    };
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div role="group" aria-label="Filters" className={styles.chips} ref={ref} {...roving}>
      <ul ref={list} aria-label="Active filters" className={styles.list}>
        {chips.map((chip, place) => (
          <Chip key={chip.clause.id} {...chip} isInert={place >= fitting} />
        ))}
      </ul>
      {chips.length > 0 && <ChipsInFull chips={chips} hidden={clauses.length - fitting} />}
      {suppressed !== null && (
        <SuppressQuestion
          choices={[hiddenBy(suppressed)]}
          onSuppress={(_, reason) =>
            onSelect(suppressChip(clauses, suppressed, reason), `Suppress ${hiddenBy(suppressed).label}`)
          }
          onClose={() => setSuppressed(null)}
        />
      )}
      <Steps
        {...{ undo, redo, onUndo, onRedo }}
        isClear={cleared.length === clauses.length}
        onClear={() => onSelect(cleared, 'Clear filters')}
      />
    </div>
  );
}

/** Undo, Redo if there is a step, and Clear. */
function Steps({
  undo,
  redo,
  isClear,
  onUndo,
  onRedo,
  onClear,
}: Pick<ChipsProps, 'undo' | 'redo' | 'onUndo' | 'onRedo'> & {
  /** Whether there is nothing to clear. */
  readonly isClear: boolean;
  readonly onClear: () => void;
}) {
  return (
    <>
      <button
        type="button"
        className={`${buttons.button} ${styles.undo}`}
        aria-keyshortcuts="u Control+Z"
        title={undo === null ? 'Nothing to undo' : `Undo: ${undo} (Ctrl Z)`}
        disabled={undo === null}
        onClick={onUndo}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3 6h7a3.5 3.5 0 0 1 0 7H6M3 6l3-3M3 6l3 3" />
        </svg>
        Undo
      </button>
      {redo !== null && (
        <button
          type="button"
          className={styles.link}
          aria-keyshortcuts="Control+Shift+Z"
          title={`Redo: ${redo} (Ctrl Shift Z)`}
          onClick={onRedo}
        >
          Redo
        </button>
      )}
      <button
        type="button"
        className={styles.link}
        title="Remove all filters. Suppressions stay"
        disabled={isClear}
        onClick={onClear}
      >
        Clear
      </button>
    </>
  );
}

/** Moves the focus after a focused chip was removed: to the next chip, or else the previous one. */
function useFocusAfterRemoval(list: { readonly current: HTMLUListElement | null }): (place: number) => void {
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    const place = wanted.current;
    if (place === null) return;
    wanted.current = null;
    const items = list.current?.children ?? [];
    const next = items[Math.min(place, items.length - 1)];
    next?.querySelector('button')?.focus();
  });
  return (place) => {
    if (list.current?.contains(document.activeElement)) wanted.current = place;
  };
}
