import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Asked } from '../ask/use-ask.ts';
import { explainError } from '../failure/explain-error.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import { stepRow, useAwaitedPlace } from '../grid/row-steps.ts';
import buttons from '../parts/button.module.css';
import { formatCount } from '../parts/format.ts';
import { ValueOpener } from '../parts/value.tsx';
import type { MenuValue } from '../parts/value-menu.tsx';
import styles from './panel.module.css';

/**
 * Details of a row, beside the list or over it. The header switches to a new row immediately. Missing details are grey
 * lines, never those of another row. Esc closes the panel and returns the focus to the list.
 */
export function SidePanel<Detail>({
  name,
  title,
  note,
  titleValue,
  subtitle,
  detailKey,
  state,
  keepsFocus = false,
  onClose,
  onAgain,
  children,
}: {
  /** Accessible name of the panel. */
  readonly name: string;
  readonly title: ReactNode;
  /** Small text after the title. */
  readonly note?: string;
  /** The title as a value with a menu, if it is one. */
  readonly titleValue?: MenuValue;
  readonly subtitle?: ReactNode;
  /** Identity of the entity. A new one starts at the top, with the focus on its heading. */
  readonly detailKey: string;
  readonly state: Pick<Asked<Detail>, 'phase'> & { readonly answer?: Detail; readonly error?: unknown };
  /** Whether the focus stays in the list, because the user steps from row to row. */
  readonly keepsFocus?: boolean;
  readonly onClose: () => void;
  /** Asks for the details again after a failure. */
  readonly onAgain?: () => void;
  readonly children: (detail: Detail) => ReactNode;
}) {
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes to the heading of every row
  useEffect(() => {
    if (!keepsFocus) heading.current?.focus({ preventScroll: true });
    panel.current?.scrollTo({ top: 0 });
  }, [detailKey]);
  useEscape(panel, onClose);
  const awaited = useAwaitedPlace();
  const { phase, answer, error } = awaited === null ? state : waiting;
  return (
    <aside ref={panel} className={styles.panel} aria-label={name} aria-busy={phase === 'working'}>
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {awaited === null ? title : `Line ${formatCount(awaited + 1)}`}
        </h2>{' '}
        <span className={styles.note}>
          {awaited === null && note}
          {awaited === null && titleValue !== undefined && <ValueOpener {...titleValue} />}
        </span>
        <IconButton label={`Previous ${name.toLowerCase()}`} hint="Previous (k)" icon="↑" onClick={() => stepRow(-1)} />
        <IconButton label={`Next ${name.toLowerCase()}`} hint="Next (j)" icon="↓" onClick={() => stepRow(1)} />
        <IconButton label="Close" hint="Close (Esc)" icon="×" onClick={onClose} />
      </div>
      {awaited === null && subtitle !== undefined && <div className={styles.subtitle}>{subtitle}</div>}
      {phase === 'working' && <GreyLines name={name} />}
      {(phase === 'failed' || phase === 'cancelled') && (
        <p role="alert">
          {phase === 'failed' ? tellFailure(explainError(error)) : 'Loading was cancelled.'}{' '}
          {onAgain !== undefined && (
            <button type="button" className={buttons.button} onClick={onAgain}>
              Try again
            </button>
          )}
        </p>
      )}
      {phase === 'ready' && answer !== undefined && children(answer)}
    </aside>
  );
}

/** State of details that are loading. */
const waiting = { phase: 'working', answer: undefined, error: undefined } as const;

function IconButton({
  label,
  hint,
  icon,
  onClick,
}: {
  readonly label: string;
  readonly hint: string;
  readonly icon: string;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" className={buttons.icon} aria-label={label} title={hint} onClick={onClick}>
      <span aria-hidden="true">{icon}</span>
    </button>
  );
}

/** Placeholder for details that are loading. */
function GreyLines({ name }: { readonly name: string }) {
  return (
    <div className={styles.waiting}>
      <span className="visually-hidden">Loading this {name.toLowerCase()} …</span>
      {lines.map((width, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
        <i key={place} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
const lines = [92, 78, 100, 64, 88, 70, 95, 50];

/** Esc closes the panel unless something above it, such as a menu, handles the key. */
function useEscape(panel: RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  // A layout effect: Esc may be pressed before a normal effect runs.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isHidden = panel.current?.getClientRects().length === 0; // its tab is hidden
      if (event.key !== 'Escape' || event.defaultPrevented || isHidden) return;
      if (document.querySelector(':popover-open, dialog[open]') !== null) return;
      event.preventDefault();
      close.current();
    };
    addEventListener('keydown', onKey, { capture: true });
    return () => removeEventListener('keydown', onKey, { capture: true });
  }, [panel]);
}
