import styles from './evaluate.module.css';
import type { Judged } from './use-evaluations.ts';

const SIZE = 240;
const PAD = 46;
const dashes = ['none', '6 3', '2 3', '8 3 2 3', '1 4', '10 4'];
const ticks = [0, 0.5, 1];

/** Curves of several detectors in the unit square, told apart by dashes and colour. */
export function CurveChart({
  title,
  x,
  y,
  judged,
  curve,
  chance,
}: {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly judged: readonly Judged[];
  readonly curve: 'roc' | 'precisionRecall';
  /** Height at both ends of the line that guessing would follow. */
  readonly chance: readonly [number, number];
}) {
  const across = (value: number) => PAD + value * SIZE;
  const up = (value: number) => 8 + (1 - value) * SIZE;
  const words = judged.map(({ label, evaluation }) => `${label}: ${evaluation[curve].length} points`).join(', ');
  return (
    <figure className={styles.curve}>
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${SIZE + PAD + 8} ${SIZE + PAD + 8}`} role="img" aria-label={`${title}. ${words}`}>
        <rect x={PAD} y={8} width={SIZE} height={SIZE} className={styles.frame} />
        <line x1={across(0)} y1={up(chance[0])} x2={across(1)} y2={up(chance[1])} className={styles.chance} />
        {ticks.map((tick) => (
          <g key={tick}>
            <text x={across(tick)} y={SIZE + 22} textAnchor="middle">
              {tick}
            </text>
            <text x={PAD - 6} y={up(tick) + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        <text x={across(0.5)} y={SIZE + 38} textAnchor="middle">
          {x}
        </text>
        <text transform={`translate(12 ${up(0.5)}) rotate(-90)`} textAnchor="middle">
          {y}
        </text>
        {judged.map(({ detector, evaluation }, place) => (
          <polyline
            key={detector}
            points={evaluation[curve].map(([a, b]) => `${across(a).toFixed(1)},${up(b).toFixed(1)}`).join(' ')}
            className={styles.line}
            data-place={place % dashes.length}
            strokeDasharray={dashes[place % dashes.length]}
          />
        ))}
      </svg>
    </figure>
  );
}

/** The line that stands for a detector in the curves. */
export function CurveKey({ place }: { readonly place: number }) {
  return (
    <svg viewBox="0 0 28 8" width="28" height="8" aria-hidden="true">
      <line
        x1="0"
        x2="28"
        y1="4"
        y2="4"
        className={styles.line}
        data-place={place % dashes.length}
        strokeDasharray={dashes[place % dashes.length]}
      />
    </svg>
  );
}
