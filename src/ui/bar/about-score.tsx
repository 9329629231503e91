import buttons from '../parts/button.module.css';
import { Popover } from '../parts/popover.tsx';
import styles from './about-score.module.css';

/** What the score is, by whose rule, and what it does not see. */
export function AboutScore({ features }: { readonly features: readonly { readonly name: string }[] }) {
  return (
    <Popover button="About this score" buttonClass={buttons.link} label="About this score">
      <div className={styles.about}>
        <h2>About this score</h2>
        <p>
          It is a ranking, not a verdict: nothing in a conn.log says that a flow is an attack, and the share of
          anomalies is the contamination you ask for.
        </p>
        <p>
          <strong>What it measures.</strong> Close to how far a flow lies from the average flow of this log, over{' '}
          {features.length} columns: {features.map(({ name }) => name).join(', ')}. Unset counts as 0. Large and long
          flows rank high, and flows whose counts do not go together.
        </p>
        <p>
          <strong>What it misses.</strong> Scans, beacons, guessing of passwords, covert channels: each of their flows
          is small and ordinary. Where an attack is most of the traffic, it is the average, and the score points the
          wrong way.
        </p>
        <p>
          <strong>By which rule.</strong> PyOD 3.6.5’s PCA score with its defaults, and the sign rule of scikit-learn
          1.2.1; an anomaly scores strictly above the threshold, numpy’s linear percentile. Scores of two logs cannot be
          compared; ranks and percentiles can.
        </p>
      </div>
    </Popover>
  );
}
