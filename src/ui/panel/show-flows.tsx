import type { Predicate } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import { countOf } from '../parts/format.ts';
import { SuppressButton } from '../suppressions/suppress-button.tsx';
import styles from './panel.module.css';

/** A button that selects the flows that a row counts. */
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
    <p className={styles.actions}>
      <button type="button" className={buttons.primary} onClick={() => onShow(where, label)}>
        Show {countOf(flows, 'flow')}
      </button>
      <SuppressButton choices={[{ predicate: { op: 'all', of: where }, label }]} buttonClass={buttons.button} />
    </p>
  );
}
