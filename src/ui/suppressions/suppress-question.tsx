import { useLayoutEffect, useRef } from 'react';
import popover from '../parts/popover.module.css';
import { type Choice, SuppressForm } from './suppress-form.tsx';
import styles from './suppressions.module.css';

/**
 * Asks for the reason of a suppression while it is mounted. For chips and value menus, which have no button to anchor a
 * popover. Esc or a click elsewhere closes it.
 */
export function SuppressQuestion({
  choice,
  onSuppress,
  onClose,
}: {
  readonly choice: Choice;
  readonly onSuppress: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (panel.current?.matches(':popover-open') === false) panel.current.showPopover();
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
        choices={[choice]}
        onSuppress={(_, reason) => {
          onClose();
          onSuppress(reason);
        }}
      />
    </div>
  );
}
