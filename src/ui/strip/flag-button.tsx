import { type KeyboardEvent, useId, useState } from 'react';
import buttons from '../parts/button.module.css';
import { countOf, formatCount, formatShare } from '../parts/format.ts';
import { Popover } from '../parts/popover.tsx';
import { flaggedShare, shortScore, topWords } from '../parts/score-words.ts';
import { ContaminationInput } from './contamination-input.tsx';
import styles from './flag.module.css';
import strip from './strip.module.css';
import type { StripProps } from './strip.tsx';
import { whyNotMet } from './why-not-met.ts';

export type FlagProps = Pick<
  StripProps,
  'threshold' | 'moving' | 'isStale' | 'contamination' | 'tally' | 'all' | 'onThreshold' | 'onContamination'
>;

/** The button with the number of flagged flows. It opens the exact threshold values and a filter for flagged flows. */
export function FlagButton(props: FlagProps) {
  const { moving, contamination, tally, all, onThreshold } = props;
  const isMoved = moving !== null;
  const share = flaggedShare(all, contamination);
  const flagged = share === contamination ? topWords(share) : formatShare(share);
  return (
    <>
      <span className={styles.flagLine}>
        <Popover
          button={
            <>
              {isMoved ? `Flag ${countOf(all.anomalies, 'flow')} (moved)` : `Flag ${flagged} `}
              {!isMoved && (
                <span className={styles.count}>
                  ({all.anomalies < 1e5 ? formatCount(all.anomalies) : shortScore(all.anomalies)})
                </span>
              )}
              <Caret />
            </>
          }
          buttonClass={styles.flag}
          label="Flag the oddest flows"
        >
          <FlagForm {...props} />
        </Popover>
      </span>
      <span className={styles.above}>
        {countOf(tally.anomalies, 'flow')} above{tally.flows < all.flows && ' in view'}
        {isMoved && (
          <button type="button" className={buttons.link} onClick={() => onThreshold(null)}>
            Reset
          </button>
        )}
      </span>
    </>
  );
}

const shares = [0.01, 0.05, 0.1];

function FlagForm({ threshold, moving, isStale, contamination, all, onThreshold, onContamination }: FlagProps) {
  const name = useId();
  return (
    <div className={styles.flagForm}>
      <h3>Flag the oddest flows</h3>
      <fieldset className={styles.shares}>
        <legend className="visually-hidden">Share of flows</legend>
        {shares.map((share) => (
          <label key={share}>
            <input
              type="radio"
              name={name}
              checked={moving === null && contamination === share}
              disabled={isStale}
              onChange={() => onContamination(share)}
            />
            Top {100 * share} %
          </label>
        ))}
      </fieldset>
      <ContaminationInput value={contamination} onChange={onContamination} />
      <ThresholdInput value={threshold} isDisabled={isStale} onChange={onThreshold} />
      <p className={styles.dim}>
        {formatCount(all.anomalies)} of {countOf(all.flows, 'flow')} are above.
        {moving === null && whyNotMet(all, contamination)} The model is not fitted again.
      </p>
      <button type="button" className={buttons.button} disabled={moving === null} onClick={() => onThreshold(null)}>
        Reset to the threshold for {topWords(contamination)}
      </button>
    </div>
  );
}

/** **Threshold score**: applied on Enter or blur if it is a number. */
function ThresholdInput({
  value,
  isDisabled,
  onChange,
}: {
  readonly value: number;
  readonly isDisabled: boolean;
  readonly onChange: (score: number) => void;
}) {
  const hint = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const typed = draft === null || draft.trim() === '' ? Number.NaN : Number(draft.replaceAll(',', ''));
  const isRefused = draft !== null && !Number.isFinite(typed);

  function take(): void {
    if (draft === null || isRefused) return;
    if (typed !== value) onChange(typed);
    setDraft(null);
  }

  return (
    <>
      <label className={styles.field}>
        <span>Threshold, as a score</span>
        <input
          type="text"
          inputMode="decimal"
          aria-label="Threshold score"
          value={draft ?? String(value)}
          disabled={isDisabled}
          aria-invalid={isRefused}
          aria-describedby={isRefused ? hint : undefined}
          onChange={({ target }) => setDraft(target.value)}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === 'Enter') take();
          }}
          onBlur={() => {
            take();
            setDraft(null);
          }}
        />
      </label>
      {isRefused && (
        <p id={hint} role="alert" className={styles.refused}>
          Enter a number. Still using {value}
        </p>
      )}
    </>
  );
}

function Caret() {
  return (
    <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" className={strip.icon}>
      <path d="m3 6 5 5 5-5" />
    </svg>
  );
}
