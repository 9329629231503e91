import type { FlowCell, Predicate } from '../../worker/api.ts';
import styles from '../panel/panel.module.css';
import buttons from '../parts/button.module.css';
import { describePredicate } from '../parts/describe-predicate.ts';
import { SuppressButton } from '../suppressions/suppress-button.tsx';
import { sameValue } from './same-value.ts';

/** Sets of fields that similar flows share, the most specific first. */
const shared: readonly (readonly string[])[] = [
  ['id.orig_h', 'id.resp_h', 'id.resp_p', 'proto'],
  ['id.orig_h'],
  ['id.resp_h'],
  ['id.resp_p', 'proto'],
];

/** Hides similar flows: of the same channel, source, destination or port. */
export function SuppressFlow({ cells }: { readonly cells: readonly FlowCell[] }) {
  const choices = shared.flatMap((names) => {
    const of = names.flatMap((name) => cells.filter((cell) => cell.name === name).map(sameValue));
    if (of.length < names.length) return [];
    const predicate: Predicate = of.length === 1 ? of[0] : { op: 'all', of };
    return [{ predicate, label: describePredicate(predicate) }];
  });
  return choices.length === 0 ? null : (
    <p className={styles.actions}>
      <SuppressButton choices={choices} buttonClass={buttons.button} />
    </p>
  );
}
