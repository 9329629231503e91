import { type ReactNode, useLayoutEffect, useRef } from 'react';
import buttons from '../parts/button.module.css';
import popover from '../parts/popover.module.css';
import styles from './menu.module.css';

/** A dialog below the Menu, open while it is mounted. Esc or a click elsewhere closes it. */
export function FloatingDialog({
  label,
  onClose,
  children,
}: {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = panel.current;
    if (element === null) return;
    if (!element.matches(':popover-open')) element.showPopover();
    element.focus();
  }, []);
  return (
    <div
      ref={panel}
      popover="auto"
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      className={`${popover.panel} ${styles.dialog}`}
      // The event comes late: the dialog can be open again.
      onToggle={({ currentTarget }) => {
        if (!currentTarget.matches(':popover-open')) onClose();
      }}
    >
      <button type="button" className={`${buttons.icon} ${styles.close}`} aria-label="Close" onClick={onClose}>
        ×
      </button>
      {children}
    </div>
  );
}
