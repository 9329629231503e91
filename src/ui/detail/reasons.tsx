import type { Reason } from '../../worker/api.ts';
import styles from './detail.module.css';

/** The indicators of Behaviour that apply to a flow, each with its score as a bar. */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
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
        {reasons.map(({ name, label, score, sentence }) => (
          <li key={name}>
            <span>{label}</span> <i style={{ '--w': score / largest } as React.CSSProperties} />
            <b>{score.toFixed(2)}</b> <em>{sentence}</em>
          </li>
        ))}
      </ul>
      <p className={styles.note}>2 is a chance of one in a hundred, 3 of one in a thousand, estimated from this log.</p>
    </section>
  );
}
