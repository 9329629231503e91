import { type ReactNode, type ToggleEvent, useEffect, useId, useRef, useState } from 'react';
import styles from './popover.module.css';
import { popoverPlace } from './popover-place.ts';

/**
 * A button that opens a small panel below it. A native popover: the browser handles Esc, clicks elsewhere and the
 * return of the focus. The content is mounted only while it is open.
 */
export function Popover({
  button,
  buttonClass,
  buttonLabel,
  label,
  staysOpen = false,
  calls = null,
  role = 'dialog',
  panelClass = '',
  shortcut,
  children,
}: {
  readonly button: ReactNode;
  readonly buttonClass: string | undefined;
  /** Accessible name of the button, if its content is not sufficient. */
  readonly buttonLabel?: string;
  readonly label: string;
  /** Whether a second click on the button keeps it open. Esc or a click elsewhere closes it. */
  readonly staysOpen?: boolean;
  /** A new value that is not null opens the panel. */
  readonly calls?: object | null;
  readonly role?: 'dialog' | 'menu';
  readonly panelClass?: string | undefined;
  /** See `usePageKeys`. */
  readonly shortcut?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (calls !== null) panel.current?.showPopover();
  }, [calls]);

  function place(event: ToggleEvent<HTMLDivElement>): void {
    if (event.newState !== 'open' || opener.current === null) return;
    setOpen(true);
    opener.current.scrollIntoView({ block: 'nearest' });
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    Object.assign(event.currentTarget.style, popoverPlace(opener.current.getBoundingClientRect(), { width, height }));
  }

  // The content may be mounted before or after the panel becomes visible.
  const focusItem = () => {
    if (panel.current?.matches(':popover-open')) focusFirst(panel.current, role);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once it is open
  useEffect(() => {
    if (open) focusItem();
  }, [open]);

  /** Runs after closing: the browser first returns the focus. The event comes late: the panel can be open again. */
  function follow({ currentTarget }: ToggleEvent<HTMLDivElement>): void {
    if (currentTarget.matches(':popover-open')) focusItem();
    else setOpen(false);
  }

  return (
    <>
      <button
        ref={opener}
        type="button"
        className={buttonClass}
        aria-label={buttonLabel}
        popoverTarget={id}
        aria-haspopup={role}
        aria-keyshortcuts={shortcut}
        popoverTargetAction={staysOpen ? 'show' : 'toggle'}
      >
        {button}
      </button>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: a dialog or a menu, which both have a name */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role={role}
        aria-label={label}
        className={`${styles.panel} ${panelClass}`}
        onBeforeToggle={place}
        onToggle={follow}
      >
        {open && children}
      </div>
    </>
  );
}

/** Focuses the first item of a menu, which then handles the keys, or the box that a dialog is about. */
function focusFirst(panel: HTMLElement, role: 'dialog' | 'menu'): void {
  panel.querySelector<HTMLElement>(role === 'menu' ? '[role=menuitem]' : '[data-first-focus]')?.focus();
}
