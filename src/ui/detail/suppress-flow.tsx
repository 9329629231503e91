import type { FlowCell } from '../../worker/api.ts';
import styles from '../panel/panel.module.css';
import buttons from '../parts/button.module.css';
import { similarFlows } from '../suppressions/similar-flows.ts';
import { SuppressButton } from '../suppressions/suppress-button.tsx';
import { sameValue } from './same-value.ts';

/** Hides similar flows: of the same channel, source, destination or port. */
export function SuppressFlow({ cells }: { readonly cells: readonly FlowCell[] }) {
  const choices = similarFlows((field) => {
    const cell = cells.find(({ name }) => name === field);
    return cell === undefined ? null : sameValue(cell);
  });
  return choices.length === 0 ? null : (
    <p className={styles.actions}>
      <SuppressButton choices={choices} buttonClass={buttons.button} />
    </p>
  );
}
