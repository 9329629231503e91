import styles from './finding-cells.module.css';

/** A strength from 0 to 100 as word, number and bar. */
export function Strength({ points }: { readonly points: number }) {
  const rounded = Math.round(points);
  return (
    <span className={styles.meter} data-level={levelOf(points)}>
      <span>
        <b>{levelOf(points)}</b> <b>{rounded}</b>
      </span>
      <i>
        <i style={{ width: `${rounded}%` }} />
      </i>
    </span>
  );
}

/** Strong from 75, Medium from 50, otherwise Weak. */
export function levelOf(points: number): 'Strong' | 'Medium' | 'Weak' {
  return points >= 75 ? 'Strong' : points >= 50 ? 'Medium' : 'Weak';
}

/** A score (−log10 p) as points of strength, 0 to 100. */
export function pointsOf(score: number): number {
  return Math.min(100, Math.round(12.5 * score));
}
