import { type KeyboardEvent, useId, useState } from 'react';
import { isContamination } from '../settings.ts';
import styles from './bar.module.css';

/**
 * **Contamination**: the share of flows wanted as anomalies. What cannot be one never comes into force: it is said so, at Enter or
 * on leaving at the latest, with what stays in force; on leaving the field has that again.
 */
export function ContaminationInput({
  value,
  onChange,
}: {
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const hint = useId();
  const [draft, setDraft] = useState<string | null>(null);
  /** What was typed last and could not be taken. */
  const [refused, setRefused] = useState<string | null>(null);
  const isValid = draft === null || isContamination(Number(draft));
  const isTold = refused !== null;

  function take(typed: string): void {
    const share = Number(typed);
    setDraft(typed);
    // The beginning of a share, such as 0, is not told to be none.
    setRefused(share > 0.5 || share < 0 ? typed : null);
    if (isContamination(share)) onChange(share);
  }

  function finish(): void {
    if (!isValid) setRefused(draft);
  }

  return (
    <label className={`${styles.field} ${styles.anchor}`}>
      Contamination
      <input
        type="number"
        className={styles.number}
        min={0.01}
        max={0.5}
        step={0.01}
        value={draft ?? String(value)}
        aria-invalid={!isValid || isTold}
        aria-describedby={isTold ? hint : undefined}
        onChange={({ target }) => take(target.value)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter') finish();
        }}
        onBlur={() => {
          finish();
          setDraft(null);
        }}
      />
      {isTold && (
        <span id={hint} role="alert" className={styles.invalid}>
          {refused === '' ? 'Type a share above 0 and up to 0.5' : `${refused} is no share above 0 and up to 0.5`};{' '}
          {value} stays in force
        </span>
      )}
    </label>
  );
}
