import { useLayoutEffect, useRef } from 'react';
import popover from '../parts/popover.module.css';
import { type Choice, SuppressForm } from './suppress-form.tsx';
import styles from './suppressions.module.css';
import { useSuppressor } from './use-suppressor.ts';

/**
 * Asks for the reason of a suppression while it is mounted. For chips and value menus, which have no button to anchor a
 * popover. Esc or a click elsewhere closes it.
 */
export function SuppressQuestion({
  choices,
  onSuppress,
  onClose,
}: {
  readonly choices: readonly Choice[];
  readonly onSuppress: (choice: Choice, reason: string) => void;
  readonly onClose: () => void;
}) {
  const { countFlows } = useSuppressor();
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (panel.current?.matches(':popover-open') === false) panel.current.showPopover();
    panel.current?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
  }, []);
  return (
    <div
      ref={panel}
      popover="auto"
      role="dialog"
      aria-label="Suppress"
      className={`${popover.panel} ${styles.question}`}
      // The event comes late: the question can be open again.
      onToggle={({ currentTarget }) => !currentTarget.matches(':popover-open') && onClose()}
    >
      <SuppressForm
        choices={choices}
        countFlows={countFlows}
        onSuppress={(choice, reason) => {
          onClose();
          onSuppress(choice, reason);
        }}
      />
    </div>
  );
}
