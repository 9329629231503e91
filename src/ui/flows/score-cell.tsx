import type { Detection } from '../../worker/api.ts';
import { type ScoreScale, sayScore, shortScore } from '../parts/score-words.ts';
import styles from './flows.module.css';
import type { ListedFlow } from './listed-flow.ts';

/** The score of a flow: a mark above the threshold, a bar, words, and in a wide window the raw score. */
export function ScoreCell({ row: { score, rank }, scale }: { readonly row: ListedFlow; readonly scale: ScoreScale }) {
  const isAnomaly = score > scale.threshold;
  return (
    <span className={styles.score} data-anomaly={isAnomaly} title={String(score)}>
      <span
        className={styles.mark}
        aria-hidden="true"
        title={isAnomaly ? `Above the threshold: ${sayScore(score, rank, scale)}` : undefined}
      >
        {isAnomaly && '▲'}
      </span>
      {isAnomaly && <span className="visually-hidden">anomaly </span>}
      <span className={styles.track}>
        <i style={{ width: `${100 * shareOfRange(score, scale.detection)}%` }} />
      </span>{' '}
      <b>{sayScore(score, rank, scale)}</b> <em>{shortScore(score, scale.threshold)}</em>
    </span>
  );
}

/**
 * Position of a score between the run's lowest and highest, 0 to 1. Logarithmic if the scores span several powers of
 * ten.
 */
function shareOfRange(score: number, { scoreMin, scoreMax }: Detection): number {
  if (scoreMax <= scoreMin) return 0;
  if (scoreMin > 0) return Math.log(score / scoreMin) / Math.log(scoreMax / scoreMin);
  return (score - scoreMin) / (scoreMax - scoreMin);
}
