import { useId, useState } from 'react';
import { isContamination } from '../url-hash.ts';
import styles from './bar.module.css';

/** **Contamination**: the share of flows wanted as anomalies. What cannot be one is marked while it is typed and given up on leaving. */
export function ContaminationInput({
  value,
  onChange,
}: {
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const hint = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? String(value);
  const isValid = isContamination(Number(text));

  function take(typed: string): void {
    setDraft(typed);
    const share = Number(typed);
    if (isContamination(share)) onChange(share);
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
        value={text}
        aria-invalid={!isValid}
        aria-describedby={isValid ? undefined : hint}
        onChange={({ target }) => take(target.value)}
        onBlur={() => setDraft(null)}
      />
      {!isValid && (
        <span id={hint} role="alert" className={styles.invalid}>
          A share above 0 and up to 0.5; {value} stays
        </span>
      )}
    </label>
  );
}
