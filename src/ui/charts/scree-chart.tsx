import { startTransition, useEffect, useMemo, useRef, useState } from 'react';
import type { Detection } from '../../worker/api.ts';
import { formatScore, formatShare } from '../parts/format.ts';
import { ChartFigure, type TextTable } from './chart-figure.tsx';
import styles from './charts.module.css';
import type { Picture } from './picture.ts';
import { percents, ScreePlot, type Step } from './scree-plot.tsx';
import { useSize } from './use-size.ts';

const TITLE = 'Scree plot';

export interface ScreeChartProps {
  readonly detection: Detection;
  readonly fileLabel: string;
}

/** The fraction of variance per component, the scored components, and the cumulative fraction. */
export function ScreeChart({ detection, fileLabel }: ScreeChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const isDue = useNextFrame();
  const steps = useMemo(() => stepsOf(detection.components), [detection]);
  const scored = detection.components.filter(({ isScored }) => isScored).length;
  return (
    <ChartFigure
      title={TITLE}
      caption={
        <>
          <span className={styles.key} data-scored="yes">
            scored
          </span>
          <span className={styles.key} data-scored="no">
            not scored
          </span>
          <span className={styles.words}>line: cumulative share of the variance</span>
        </>
      }
      face=""
      isWaiting={false}
      fileName={`${fileLabel}.scree`}
      picture={() => pictureOf(detection, steps)}
      table={() => tableOf(detection, steps)}
    >
      <div ref={box} className={styles.plot}>
        {isDue && width > 0 && height > 0 && (
          <ScreePlot
            steps={steps}
            width={width}
            height={height}
            label={`Share of the variance by component. ${scored} of ${steps.length} are scored`}
            describe={describe}
            box={box}
          />
        )}
      </div>
    </ChartFigure>
  );
}

/** Rounded fractions sum to nearly 1. */
const WHOLE = 1 - 1e-12;

/** False in the first frame: mounting a chart takes a while, and the surrounding page does not wait. */
function useNextFrame(): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => startTransition(() => setDue(true)));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return isDue;
}

function stepsOf(components: Detection['components']): Step[] {
  let cumulative = 0;
  return components.map(({ name, ratio, isScored }) => {
    cumulative += ratio;
    return { name, share: ratio, isScored, cumulative: cumulative > WHOLE ? 1 : cumulative };
  });
}

function describe({ name, share, cumulative, isScored }: Step): string {
  return `${name}: ${formatShare(share)} of the variance, ${formatShare(cumulative)} with those before, ${isScored ? 'scored' : 'not scored'}`;
}

function tableOf({ components }: Detection, steps: readonly Step[]): TextTable {
  return {
    caption: 'Components by share of the variance',
    head: ['component', 'share', 'cumulative', 'eigenvalue', 'scored'],
    rows: components.map(({ name, ratio, eigenvalue, isScored }, c) => [
      name,
      formatShare(ratio),
      formatShare(steps[c].cumulative),
      formatScore(eigenvalue),
      isScored ? 'yes' : 'no',
    ]),
  };
}

function pictureOf({ label, params, components }: Detection, steps: readonly Step[]): Picture {
  const width = 1 / Math.max(1, steps.length);
  const place = (c: number) => (c + 0.5) * width;
  return {
    title: `${TITLE}: ${label}`,
    notes: [
      Object.entries(params)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
      steps.map(({ name, share }) => `${name} ${formatShare(share)}`).join(', '),
    ],
    xLabel: 'component',
    yLabel: 'share of the variance',
    xTicks: steps.map(({ name }, c) => ({ at: place(c), label: name })),
    yTicks: percents.map((at) => ({ at, label: `${100 * at} %` })),
    marks: [
      ...steps.map(({ share }, c) => ({
        kind: 'box' as const,
        x: c * width + 0.1 * width,
        y: 0,
        width: 0.8 * width,
        height: share,
        fill: components[c].isScored ? ('accent' as const) : ('flows' as const),
      })),
      ...steps.map(({ cumulative }, c) => ({
        kind: 'triangle' as const,
        x: place(c),
        y: cumulative,
        opacity: 1,
      })),
    ],
    legend: [
      { fill: 'flows', label: 'not scored' },
      { fill: 'accent', label: 'scored' },
      { fill: 'anomalies', label: 'cumulative', isTriangle: true },
    ],
  };
}
