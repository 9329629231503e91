import { type FormEvent, useId, useState } from 'react';
import { keyOf, type Predicate } from '../../core/selection/predicate.ts';
import { useAsk } from '../ask/use-ask.ts';
import buttons from '../parts/button.module.css';
import { countOf } from '../parts/format.ts';
import styles from './suppressions.module.css';

/** A set of flows to suppress, with its label. */
export interface Choice {
  readonly predicate: Predicate;
  readonly label: string;
}

/** See `useSuppressor`. */
type CountFlows = (predicates: readonly Predicate[], signal: AbortSignal) => Promise<readonly number[]>;

/**
 * A form for the flows to suppress (if there is a choice) and the reason. Enter in the reason submits it and closes the
 * popover.
 */
export function SuppressForm({
  choices,
  countFlows,
  onSuppress,
}: {
  readonly choices: readonly Choice[];
  /** Counts the flows of predicates in the whole log. */
  readonly countFlows: CountFlows;
  readonly onSuppress: (choice: Choice, reason: string) => void;
}) {
  const name = useId();
  const [chosen, setChosen] = useState(0);
  const predicates = choices.map(({ predicate }) => predicate);
  const counted = useAsk(predicates.map(keyOf).join('\n'), (signal) => countFlows(predicates, signal));
  const flows = (place: number) => {
    const count = counted.phase === 'ready' ? counted.answer[place] : undefined;
    return count === undefined ? null : <small> {countOf(count, 'flow')}</small>;
  };
  const [reason, setReason] = useState('');
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover?.();
    onSuppress(choices[chosen], reason);
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <h2>
        {choices.length === 1 ? `Suppress ${choices[0].label}` : 'Suppress flows of'}
        {choices.length === 1 && flows(0)}
      </h2>
      {choices.length > 1 &&
        choices.map(({ label }, place) => (
          <label key={label} className={styles.choice}>
            <input type="radio" name={name} checked={place === chosen} onChange={() => setChosen(place)} />
            <span>
              {label}
              {flows(place)}
            </span>
          </label>
        ))}
      <label className={styles.reason}>
        Reason
        <input type="text" data-first-focus value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
      <p>
        The flows leave every list, chart and export of flows in view. Scores and ranks stay. Undo brings them back.
      </p>
      <button type="submit" className={buttons.primary}>
        Suppress flows
      </button>
    </form>
  );
}
