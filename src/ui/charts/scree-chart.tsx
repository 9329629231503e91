import { startTransition, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Bar, Cell, ComposedChart, Line, Tooltip, XAxis, YAxis } from 'recharts';
import type { Detection } from '../../worker/api.ts';
import { formatScore, formatShare } from '../parts/format.ts';
import { ChartFigure, type TextTable } from './chart-figure.tsx';
import styles from './charts.module.css';
import type { Picture } from './picture.ts';
import { useSize } from './use-size.ts';

const TITLE = 'Scree plot';
const tickStyle = { fill: 'var(--muted)', fontSize: 11 };
const percents = [0, 0.25, 0.5, 0.75, 1];
const tipPosition = { y: 0 };

export interface ScreeChartProps {
  readonly detection: Detection;
  readonly fileLabel: string;
}

/** The fraction of variance per component, the scored components, and the cumulative fraction. */
export function ScreeChart({ detection, fileLabel }: ScreeChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const isDue = useNextFrame();
  const hatch = useId();
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
          <ComposedChart
            width={width}
            height={height}
            data={steps}
            margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
            accessibilityLayer
            title={`Share of the variance by component. ${scored} of ${steps.length} are scored`}
          >
            <defs>
              <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="5" height="5" fill="var(--sunk)" />
                <rect width="2" height="5" fill="var(--mark)" />
              </pattern>
            </defs>
            <XAxis dataKey="name" tickSize={4} interval={0} height={20} stroke="var(--line-strong)" tick={tickStyle} />
            <YAxis
              width={44}
              domain={[0, 1]}
              ticks={percents}
              tickFormatter={(share: number) => `${100 * share} %`}
              tickSize={3}
              axisLine={false}
              stroke="var(--line-strong)"
              tick={tickStyle}
            />
            <Tooltip
              isAnimationActive={false}
              position={tipPosition}
              cursor={false}
              content={({ active, label }) => (
                <p className={styles.tip} aria-live="polite">
                  {active === true ? describe(steps, String(label)) : ''}
                </p>
              )}
            />
            {/* Draws components with tiny variance too: PyOD's score depends on them. */}
            <Bar dataKey="share" minPointSize={2} isAnimationActive={false}>
              {steps.map(({ name, isScored }) => (
                <Cell key={name} fill={isScored ? 'var(--accent)' : `url(#${hatch})`} />
              ))}
            </Bar>
            <Line
              dataKey="cumulative"
              stroke="var(--text)"
              strokeWidth={1.5}
              dot={{ r: 2.5, fill: 'var(--panel)', stroke: 'var(--text)' }}
              activeDot={false}
              isAnimationActive={false}
            />
          </ComposedChart>
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

interface Step {
  readonly name: string;
  readonly share: number;
  readonly isScored: boolean;
  readonly cumulative: number;
}

function stepsOf(components: Detection['components']): Step[] {
  let cumulative = 0;
  return components.map(({ name, ratio, isScored }) => {
    cumulative += ratio;
    return { name, share: ratio, isScored, cumulative: cumulative > WHOLE ? 1 : cumulative };
  });
}

function describe(steps: readonly Step[], name: string): string {
  const step = steps.find((one) => one.name === name);
  if (step === undefined) return '';
  return `${name}: ${formatShare(step.share)} of the variance, ${formatShare(step.cumulative)} with those before, ${step.isScored ? 'scored' : 'not scored'}`;
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
        fill: components[c].isScored ? { opacity: 1 } : ('flows' as const),
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
      { fill: { opacity: 1 }, label: 'scored' },
      { fill: 'anomalies', label: 'cumulative', isTriangle: true },
    ],
  };
}
