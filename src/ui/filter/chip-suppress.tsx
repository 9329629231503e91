import { useLayoutEffect, useRef } from 'react';
import type { Clause } from '../../core/selection/clauses.ts';
import popover from '../parts/popover.module.css';
import { hiddenBy, suppressChip } from '../suppressions/suppress.ts';
import { SuppressForm } from '../suppressions/suppress-form.tsx';
import styles from './chips.module.css';

/** Asks why the flows of a chip are to be suppressed, below the chips, as long as it is mounted: Esc or a click elsewhere closes it. */
export function ChipSuppress({
  clause,
  clauses,
  onSelect,
  onClose,
}: {
  readonly clause: Clause;
  readonly clauses: readonly Clause[];
  readonly onSelect: (clauses: readonly Clause[], label: string) => void;
  readonly onClose: () => void;
}) {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => panel.current?.showPopover?.(), []);
  const { label } = hiddenBy(clause);
  return (
    <div
      ref={panel}
      popover="auto"
      role="dialog"
      aria-label="Suppress"
      className={`${popover.panel} ${styles.suppress}`}
      onToggle={({ newState }) => newState === 'closed' && onClose()}
    >
      <SuppressForm
        choices={[hiddenBy(clause)]}
        onSuppress={(_, reason) => {
          onClose();
          onSelect(suppressChip(clauses, clause, reason), `Suppress ${label}`);
        }}
      />
    </div>
  );
}
