import type { ReactNode } from 'react';
import type { Predicate } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import { CopyButton } from '../parts/copy-button.tsx';
import { countOf } from '../parts/format.ts';
import { SuppressButton } from '../suppressions/suppress-button.tsx';
import styles from './panel.module.css';

/** A button that selects the flows that a row counts. */
export function ShowFlows({
  flows,
  where,
  label,
  copied,
  onShow,
  children,
}: {
  readonly flows: number;
  readonly where: readonly Predicate[];
  readonly label: string;
  /** The text of the button Copy. */
  readonly copied: string;
  readonly onShow: (where: readonly Predicate[], label: string) => void;
  /** More buttons. */
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles.actions}>
      <button type="button" className={buttons.primary} disabled={flows === 0} onClick={() => onShow(where, label)}>
        Show {countOf(flows, 'flow')}
      </button>
      {children}
      <SuppressButton choices={[{ predicate: { op: 'all', of: where }, label }]} buttonClass={buttons.button} />
      <CopyButton text={copied} label="Copy" name={`Copy ${copied}`} />
    </div>
  );
}
