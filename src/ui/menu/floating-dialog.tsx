import { type ReactNode, useLayoutEffect, useRef } from 'react';
import buttons from '../parts/button.module.css';
import popover from '../parts/popover.module.css';
import styles from './menu.module.css';

/**
 * A dialog below the Menu, open while it is mounted. Esc or a click elsewhere closes it. `onClose` receives whether the
 * focus is in the dialog or nowhere, so that it has to be returned: the user can be elsewhere already.
 */
export function FloatingDialog({
  label,
  onClose,
  children,
}: {
  readonly label: string;
  readonly onClose: (hasFocus: boolean) => void;
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
        if (!currentTarget.matches(':popover-open')) onClose(hasFocusOrNothingHas(currentTarget));
      }}
    >
      <button
        type="button"
        className={`${buttons.icon} ${styles.close}`}
        aria-label="Close"
        onClick={() => onClose(true)}
      >
        ×
      </button>
      {children}
    </div>
  );
}

function hasFocusOrNothingHas(dialog: HTMLElement): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || dialog.contains(activeElement);
}
