import { ChartFigure } from '../charts/chart-figure.tsx';
import { dashes } from '../charts/picture.ts';
import { type Curves, pictureOfCurves, tableOfCurves } from './curve-picture.ts';
import styles from './evaluate.module.css';

const SIZE = 240;
const PAD = 46;
const ticks = [0, 0.5, 1];

/** Curves of several detectors in the unit square, distinguished by dashes and colour. */
export function CurveChart({
  curves,
  notes,
  fileName,
}: {
  readonly curves: Curves;
  /** Lines for pictures: file and version. */
  readonly notes: readonly string[];
  /** File name without extension. */
  readonly fileName: string;
}) {
  const { title } = curves;
  return (
    <div className={styles.curve}>
      <ChartFigure
        title={title}
        caption=""
        face=""
        isWaiting={false}
        fileName={fileName}
        picture={() => pictureOfCurves(curves, notes)}
        table={() => tableOfCurves(curves)}
      >
        <Drawing {...curves} />
      </ChartFigure>
    </div>
  );
}

function Drawing({ title, x, y, judged, curve, chance }: Curves) {
  const across = (value: number) => PAD + value * SIZE;
  const up = (value: number) => 8 + (1 - value) * SIZE;
  const words = judged.map(({ label, evaluation }) => `${label}: ${evaluation[curve].length} points`).join(', ');
  return (
    <svg viewBox={`0 0 ${SIZE + PAD + 8} ${SIZE + PAD + 8}`} role="img" aria-label={`${title}. ${words}`}>
      <title>{title}</title>
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
  );
}

/** The line style of a detector's curve. */
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
