import { type RefObject, useId } from 'react';
import { createPortal } from 'react-dom';
import {
  BarChart,
  useActiveTooltipCoordinate,
  useActiveTooltipLabel,
  useIsTooltipActive,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts';
import styles from './charts.module.css';

/** A component: its fraction of the variance, and the fraction of it and all components before it. */
export interface Step {
  readonly name: string;
  readonly share: number;
  readonly isScored: boolean;
  readonly cumulative: number;
}

/** The ticks of the fraction of variance. */
export const percents = [0, 0.25, 0.5, 0.75, 1];

const tickStyle = { fill: 'var(--muted)', fontSize: 11 };
const margin = { top: 8, right: 12, bottom: 0, left: 0 };
/** The gap on each side of a bar, as a fraction of the space per component. */
const GAP = 0.1;
/** Components with tiny variance are drawn too: PyOD's score depends on them. In pixels. */
const LEAST_HEIGHT = 2;
/** Distance of the description from its component, in pixels. */
const TIP_GAP = 10;

interface Plot {
  readonly steps: readonly Step[];
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly describe: (step: Step) => string;
  /** The element that shows the description of a component. */
  readonly box: RefObject<HTMLElement | null>;
}

/**
 * The scree plot. The chart draws the axes and follows the pointer and the arrow keys. Bars, line and description are
 * drawn by its scales: recharts' own bars, lines and tooltips would be a fifth of the code of all charts.
 */
export function ScreePlot({ steps, width, height, label, describe, box }: Plot) {
  return (
    <BarChart width={width} height={height} data={steps} margin={margin} accessibilityLayer title={label}>
      <XAxis dataKey="name" tickSize={4} interval={0} height={20} stroke="var(--line-strong)" tick={tickStyle} />
      <YAxis
        width={44}
        domain={[0, 1]}
        allowDataOverflow
        ticks={percents}
        tickFormatter={(share: number) => `${100 * share} %`}
        tickSize={3}
        axisLine={false}
        stroke="var(--line-strong)"
        tick={tickStyle}
      />
      <Marks steps={steps} />
      <Tip steps={steps} width={width} describe={describe} box={box} />
    </BarChart>
  );
}

/** A bar per component, and the line of cumulative fractions. */
function Marks({ steps }: Pick<Plot, 'steps'>) {
  const hatch = useId();
  const across = useXAxisScale();
  const up = useYAxisScale();
  if (across === undefined || up === undefined) return null;
  const x = (name: string, position: 'start' | 'middle' | 'end') => across(name, { position }) ?? 0;
  const y = (fraction: number) => up(fraction) ?? 0;
  const points = steps.map(({ name, cumulative }) => [x(name, 'middle'), y(cumulative)]);
  return (
    <g>
      <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" fill="var(--sunk)" />
        <rect width="2" height="5" fill="var(--mark)" />
      </pattern>
      {steps.map(({ name, share, isScored }) => {
        const space = x(name, 'end') - x(name, 'start');
        const height = Math.max(LEAST_HEIGHT, y(0) - y(share));
        const place = { x: x(name, 'start') + GAP * space, y: y(0) - height, width: (1 - 2 * GAP) * space, height };
        return (
          <rect key={name} data-component={name} {...place} fill={isScored ? 'var(--accent)' : `url(#${hatch})`} />
        );
      })}
      <polyline points={points.join(' ')} fill="none" stroke="var(--text)" strokeWidth={1.5} />
      {points.map(([cx, cy], i) => (
        <circle
          key={steps[i].name}
          cx={cx}
          cy={cy}
          r={2.5}
          fill="var(--panel)"
          stroke="var(--text)"
          strokeWidth={1.5}
        />
      ))}
    </g>
  );
}

/** The description of the component under the pointer, or chosen by arrow keys, on the side with more space. */
function Tip({ steps, width, describe, box }: Pick<Plot, 'steps' | 'width' | 'describe' | 'box'>) {
  const isActive = useIsTooltipActive();
  const label = useActiveTooltipLabel();
  const { x = 0 } = useActiveTooltipCoordinate() ?? {};
  if (box.current === null) return null;
  const step = isActive ? steps.find(({ name }) => name === String(label)) : undefined;
  const isLeft = x < width / 2;
  const space = isLeft ? width - x : x;
  const place = { [isLeft ? 'left' : 'right']: width - space + TIP_GAP, maxWidth: space - TIP_GAP };
  return createPortal(
    <p className={styles.tip} style={place} aria-live="polite">
      {step === undefined ? '' : describe(step)}
    </p>,
    box.current,
  );
}
