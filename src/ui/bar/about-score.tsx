import { countOf } from '../parts/format.ts';
import type { Ready } from '../workspace/state.ts';
import styles from './about-score.module.css';
import { fittedOn, wordsFor } from './detector-words.ts';

/** Explains the score: its meaning, its source, and its blind spots. */
export function AboutScore({ state }: { readonly state: Ready }) {
  const { detection } = state.result.shown;
  const { baseline } = detection;
  const { measures, misses, rule } = wordsFor(detection);
  return (
    <div className={styles.about}>
      <h2>About this score: {detection.label}</h2>
      <p>
        It is a ranking, not a verdict: nothing in a conn.log says that a flow is an attack, and the share of anomalies
        is the contamination you ask for.
      </p>
      {baseline !== null && (
        <p>
          <strong>By a baseline.</strong> {fittedOn(baseline)} Percentiles are of the log on screen.
        </p>
      )}
      <p>
        <strong>What it measures.</strong> {measures} Unset counts as 0.
        {detection.components.length > 0 && (
          <>
            {' '}
            It reads {countOf(detection.features.length, 'column')}:{' '}
            {detection.features.map(({ name }) => name).join(', ')}.
          </>
        )}
      </p>
      <p>
        <strong>What it misses.</strong> {misses}
      </p>
      <p>
        <strong>How it is computed.</strong> {rule} An anomaly scores strictly above the threshold, numpy’s linear
        percentile. Compare two logs, or two detectors, by ranks and percentiles, not by scores.
      </p>
    </div>
  );
}
