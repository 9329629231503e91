import { type KeyboardEvent, useId, useState } from 'react';
import { isContamination } from '../workspace/settings.ts';
import styles from './flag.module.css';

/**
 * **Contamination**: the fraction of flows to flag. An invalid value shows an error, at the latest on Enter or blur,
 * and the previous value stays in use. On blur the field shows the value in use.
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
  /** Whether the last input was invalid. */
  const [isRefused, setRefused] = useState(false);
  const isValid = draft === null || isContamination(Number(draft));

  function take(typed: string): void {
    const share = Number(typed);
    setDraft(typed);
    // An incomplete number such as 0 is not an error yet.
    setRefused(share > 0.5 || share < 0);
    if (isContamination(share)) onChange(share);
  }

  function finish(): void {
    if (!isValid) setRefused(true);
  }

  return (
    <>
      <label className={styles.field}>
        <span>Share of flows</span>
        <input
          type="number"
          aria-label="Contamination"
          min={0.01}
          max={0.5}
          step={0.01}
          value={draft ?? String(value)}
          aria-invalid={!isValid || isRefused}
          aria-describedby={hint}
          onChange={({ target }) => take(target.value)}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === 'Enter') finish();
          }}
          onBlur={() => {
            finish();
            setDraft(null);
          }}
        />
      </label>
      {isRefused ? (
        <p id={hint} role="alert" className={styles.refused}>
          Enter a value above 0 and up to 0.5. Still using {value}
        </p>
      ) : (
        <p id={hint} className={styles.dim}>
          Contamination in PyOD and zeek_anomaly_detector. More than 0, at most 0.5.
        </p>
      )}
    </>
  );
}
