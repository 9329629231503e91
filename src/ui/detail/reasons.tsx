import type { Reason, Step } from '../../worker/api.ts';
import styles from './detail.module.css';
import { ScoreSteps } from './score-steps.tsx';

/** The indicators of Behaviour that apply to a flow, each with its score as a bar and how that is computed. `from`: what its probabilities are estimated from. */
export function Reasons({
  reasons,
  sum,
  from,
}: {
  readonly reasons: readonly Reason[];
  readonly sum: readonly Step[];
  readonly from: string;
}) {
  const largest = Math.max(...reasons.map(({ score }) => score), Number.MIN_VALUE);
  return (
    <section>
      <h3>
        Indicators{' '}
        <span>
          −log10 p, after correcting for similar channels and the flow-count penalty. The score is the largest, plus a
          thousandth of all
        </span>
      </h3>
      <ul className={`${styles.bars} ${styles.sentences}`}>
        {reasons.map(({ name, label, score, sentence, steps }) => (
          <li key={name}>
            <span>{label}</span> <i style={{ '--w': score / largest } as React.CSSProperties} />
            <b>{score.toFixed(2)}</b> <em>{sentence}</em>
            <ScoreSteps
              steps={steps}
              title="How this score is computed"
              name={`How the score of ${label} is computed`}
            />
          </li>
        ))}
      </ul>
      {sum.length > 0 && <ScoreSteps steps={sum} title="How the score of the flow is computed" />}
      <p className={styles.note}>2 is a chance of one in a hundred, 3 of one in a thousand, estimated from {from}.</p>
    </section>
  );
}
