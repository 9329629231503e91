import { type FormEvent, useId, useState } from 'react';
import type { Predicate } from '../../core/selection/predicate.ts';
import buttons from '../parts/button.module.css';
import styles from './suppressions.module.css';

/** A set of flows to suppress, with its label. */
export interface Choice {
  readonly predicate: Predicate;
  readonly label: string;
}

/**
 * A form for the flows to suppress (if there is a choice) and the reason. Enter in the reason submits it and closes the
 * popover.
 */
export function SuppressForm({
  choices,
  onSuppress,
}: {
  readonly choices: readonly Choice[];
  readonly onSuppress: (choice: Choice, reason: string) => void;
}) {
  const name = useId();
  const [chosen, setChosen] = useState(0);
  const [reason, setReason] = useState('');
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover?.();
    onSuppress(choices[chosen], reason);
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <h2>{choices.length === 1 ? `Suppress ${choices[0].label}` : 'Suppress flows of'}</h2>
      {choices.length > 1 &&
        choices.map(({ label }, place) => (
          <label key={label} className={styles.choice}>
            <input type="radio" name={name} checked={place === chosen} onChange={() => setChosen(place)} />
            <span>{label}</span>
          </label>
        ))}
      <label className={styles.reason}>
        Reason
        {/* biome-ignore lint/a11y/noAutofocus: the only box of what was just opened */}
        <input type="text" autoFocus value={reason} onChange={({ target }) => setReason(target.value)} />
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
