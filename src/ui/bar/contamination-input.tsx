import { type KeyboardEvent, useId, useState } from 'react';
import { isContamination } from '../workspace/settings.ts';
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
  /** Whether what was typed last could not be taken. */
  const [isRefused, setRefused] = useState(false);
  const isValid = draft === null || isContamination(Number(draft));

  function take(typed: string): void {
    const share = Number(typed);
    setDraft(typed);
    // The beginning of a share, such as 0, is not refused.
    setRefused(share > 0.5 || share < 0);
    if (isContamination(share)) onChange(share);
  }

  function finish(): void {
    if (!isValid) setRefused(true);
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
        aria-invalid={!isValid || isRefused}
        aria-describedby={isRefused ? hint : undefined}
        onChange={({ target }) => take(target.value)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter') finish();
        }}
        onBlur={() => {
          finish();
          setDraft(null);
        }}
      />
      {isRefused && (
        <span id={hint} role="alert" className={styles.invalid}>
          Enter a value above 0 and up to 0.5. Still using {value}
        </span>
      )}
    </label>
  );
}
