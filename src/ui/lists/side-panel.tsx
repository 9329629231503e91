import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { Predicate } from '../../worker/api.ts';
import type { Asked } from '../ask/use-ask.ts';
import styles from '../detail/detail.module.css';
import { explainError } from '../failure/explain-error.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import buttons from '../parts/button.module.css';
import { countOf } from '../parts/format.ts';
import lists from './lists.module.css';

/** Details of a row, beside the list or over it. Esc closes it, and the focus goes back to the list. */
export function SidePanel<Detail>({
  name,
  title,
  detailKey,
  state,
  onClose,
  children,
}: {
  readonly name: string;
  readonly title: ReactNode;
  /** Another one begins at the top, with the focus. */
  readonly detailKey: string;
  readonly state: Asked<Detail>;
  readonly onClose: () => void;
  readonly children: (detail: Detail) => ReactNode;
}) {
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes to the heading of every row
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    panel.current?.scrollTo({ top: 0 });
  }, [detailKey]);
  const close = useRef(onClose);
  close.current = onClose;
  // As soon as the panel is there: an effect comes after it was painted, and Esc may come before.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || panel.current?.getClientRects().length === 0) return;
      if (document.querySelector(':popover-open, dialog[open]') !== null) return;
      event.preventDefault();
      close.current();
    };
    // Before the panel of a flow in another tab hears of it.
    addEventListener('keydown', onKey, { capture: true });
    return () => removeEventListener('keydown', onKey, { capture: true });
  }, []);
  return (
    <aside ref={panel} className={styles.panel} aria-label={name}>
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1} className={lists.title}>
          {title}
        </h2>
        <button type="button" className={buttons.icon} aria-label="Close" title="Close (Esc)" onClick={onClose}>
          ×
        </button>
      </div>
      {state.phase === 'working' && <p className={styles.dim}>Looking it up …</p>}
      {state.phase === 'failed' && <p role="alert">{tellFailure(explainError(state.error))}</p>}
      {state.phase === 'ready' && children(state.answer)}
    </aside>
  );
}

/** Leads to the flows that a row counts. */
export function ShowFlows({
  flows,
  where,
  label,
  onShow,
}: {
  readonly flows: number;
  readonly where: readonly Predicate[];
  readonly label: string;
  readonly onShow: (where: readonly Predicate[], label: string) => void;
}) {
  return (
    <p className={lists.show}>
      <button type="button" className={buttons.primary} onClick={() => onShow(where, label)}>
        Show its {countOf(flows, 'flow')}
      </button>
    </p>
  );
}

/** Names and numbers, a line each; the third says what is measured. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, value: ReactNode, meaning: string])[];
}) {
  return (
    <dl className={lists.facts}>
      {facts.map(([name, value, meaning]) => (
        <div key={name} title={meaning}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
