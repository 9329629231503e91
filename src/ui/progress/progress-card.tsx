import { useEffect, useRef } from 'react';
import { explainDone } from '../../words/messages.ts';
import buttons from '../parts/button.module.css';
import { countOf, formatCount, formatDuration } from '../parts/format.ts';
import { explainPlan } from '../parts/larger.ts';
import type { Loading } from '../workspace/state.ts';
import { estimate } from './estimate.ts';
import styles from './progress-card.module.css';
import { SeldomSaid } from './seldom-said.tsx';

/** Progress of opening a log from the first frame on, with Cancel. */
export function ProgressCard({ state, onCancel }: { readonly state: Loading; readonly onCancel: () => void }) {
  const { name, progress, phaseSince, now, plan, hasGivenUp } = state;
  const { percent, rowsPerSecond, secondsLeft } = estimate(progress, (now - phaseSince) / 1000);
  const left = secondsLeft === null ? 'estimating' : formatDuration(Math.ceil(secondsLeft));
  const done = explainDone(progress.done, progress.total, progress.unit);
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);

  return (
    <section className={styles.card} aria-label="Progress">
      <h2 title={progress.file || name}>{progress.file || name}</h2>
      <div className={styles.phase}>
        <span>{progress.phase}</span>
        <span>{percent} %</span>
      </div>
      <div
        role="progressbar"
        aria-label={progress.phase === 'Unpacking' ? 'Reading' : progress.phase}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className={styles.track}
      >
        <div style={{ transform: `scaleX(${percent / 100})` }} />
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{progress.unit === 'bytes' ? 'Bytes' : 'Done'}</dt>
          <dd>{done}</dd>
        </div>
        <div>
          <dt>Rows</dt>
          <dd>{formatCount(progress.rows)}</dd>
        </div>
        <div>
          <dt>Rows/s</dt>
          <dd>{formatCount(rowsPerSecond)}</dd>
        </div>
        <div>
          <dt>Time left</dt>
          <dd>{left}</dd>
        </div>
      </dl>
      {hasGivenUp && (
        <p className={styles.plan}>
          There is no memory for two logs of this size: the one that was open has been closed.
        </p>
      )}
      {plan !== null && <p className={styles.plan}>{explainPlan(plan)}</p>}
      <button ref={cancel} type="button" className={buttons.button} onClick={onCancel}>
        Cancel
      </button>
      <SeldomSaid text={`${progress.phase} ${percent} %, ${countOf(progress.rows, 'row')}, time left ${left}`} />
    </section>
  );
}
