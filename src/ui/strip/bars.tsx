import { memo, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Area, AreaChart, XAxis, YAxis } from 'recharts';
import type { Tick } from '../charts/ticks.ts';
import { useSize } from '../charts/use-size.ts';
import { barPoints } from './bar-points.ts';
import styles from './strip.module.css';

/** Space for the axes around the bars in pixels. Overlays use the same. */
export interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
const CLOSED: Room = { left: 0, right: 0, top: 5, bottom: 15 };
const OPEN: Room = { left: 34, right: 10, top: 18, bottom: 18 };

/** Maximum pixels by which an axis label extends beyond the bars. */
const BEYOND = 18;
/** Half the width of a character in a tick label, in pixels. */
const HALF_CHARACTER = 3.2;

const tickStyle = { fill: 'var(--muted)', fontSize: 'var(--f1)' };

/** Counts in bins of equal width, with ticks. */
export interface Bins {
  /** Bar heights of the whole log, drawn behind. Empty if all flows are selected. */
  readonly whole: readonly number[];
  readonly flows: readonly number[];
  /** Bar heights of the anomalies among the flows. */
  readonly anomalies: readonly number[];
  /** Start of the first bin, and end of the last. */
  readonly start: number;
  readonly end: number;
  /** Ticks for a plot of this width. */
  readonly xTicks: (pixels: number) => readonly Tick[];
  readonly yTicks: readonly Tick[];
}

/**
 * Bars of the selected flows, with hatched anomalies in front and the whole log in grey behind. `children` are
 * overlays.
 */
export function Bars({
  bins,
  label,
  isOpen,
  children,
}: {
  readonly bins: Bins;
  readonly label: string;
  readonly isOpen: boolean;
  readonly children?: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const isRehearsed = useRehearsal();
  const drawn = bins.flows.length === 0 && isRehearsed ? flat : bins;
  const room = isOpen ? OPEN : CLOSED;
  const { left, right, top, bottom } = room;
  return (
    <div ref={box} className={styles.plot}>
      {width > 0 && height > 0 && <Areas bins={drawn} label={label} room={room} width={width} height={height} />}
      <div className={styles.over} style={{ left, right, top, bottom }}>
        {children}
      </div>
    </div>
  );
}

const REHEARSAL = 400;
const zeros = new Array<number>(60).fill(0);
const flat: Bins = {
  whole: zeros,
  flows: zeros,
  anomalies: zeros,
  start: 0,
  end: 1,
  xTicks: () => [0, 0.5, 1].map((at) => ({ at, label: '' })),
  yTicks: [0, 1].map((at) => ({ at, label: '' })),
};

/**
 * True shortly after the chart was mounted. Empty bins are drawn then, so the browser has compiled the code before the
 * first data.
 */
function useRehearsal(): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(setDue, REHEARSAL, true);
    return () => clearTimeout(timer);
  }, []);
  return isDue;
}

/**
 * One path per series. Mounted once, with only its data changing: mounting a chart takes a tenth of a second. Redrawn
 * for new bins, but not for each step of the threshold.
 */
const Areas = memo(function Areas({
  bins,
  label,
  room,
  width,
  height,
}: {
  readonly bins: Bins;
  readonly label: string;
  readonly room: Room;
  readonly width: number;
  readonly height: number;
}) {
  const hatch = useId();
  const { start, end, whole, yTicks } = bins;
  const across = width - room.left - room.right;
  const points = useMemo(() => barPoints(bins, across), [bins, across]);
  const xTicks = useMemo(() => fitting(bins, across), [bins, across]);
  const highest = [...bins.flows, ...whole].reduce((most, flows) => Math.max(most, flows), yTicks.at(-1)?.at ?? 1);
  return (
    <AreaChart
      width={width}
      height={height}
      data={points}
      margin={{ top: room.top, right: room.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      role="img"
      title={label}
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className={styles.hatchBack} />
          <rect width="3" height="5" className={styles.hatchFront} />
        </pattern>
      </defs>
      <XAxis
        dataKey="x"
        type="number"
        domain={[start, end]}
        allowDataOverflow
        ticks={xTicks.map(({ at }) => at)}
        tickFormatter={(at: number) => xTicks.find((tick) => tick.at === at)?.label ?? ''}
        height={room.bottom}
        tickSize={room.left === 0 ? 0 : 4}
        tickMargin={2}
        interval={0}
        stroke="var(--edge)"
        tick={tickStyle}
      />
      <YAxis
        hide={room.left === 0}
        width={room.left}
        domain={[0, highest]}
        ticks={yTicks.map(({ at }) => at)}
        tickFormatter={(at: number) => yTicks.find((tick) => tick.at === at)?.label ?? ''}
        tickSize={3}
        interval={0}
        axisLine={false}
        stroke="var(--edge)"
        tick={tickStyle}
      />
      {series.map(([dataKey, className]) => (
        <Area
          key={dataKey}
          dataKey={dataKey}
          type="linear"
          stroke="none"
          className={className}
          fill={dataKey === 'anomalies' ? `url(#${hatch})` : `var(--${dataKey === 'whole' ? 'ghost' : 'mark'})`}
          fillOpacity={1}
          isAnimationActive={false}
          activeDot={false}
        />
      ))}
    </AreaChart>
  );
});

const series = [
  ['whole', styles.whole],
  ['flows', styles.flows],
  ['anomalies', styles.anomalies],
] as const;

/** Ticks whose labels fit into the chart and do not overlap. */
function fitting({ xTicks, start, end }: Bins, pixels: number): readonly Tick[] {
  let free = -BEYOND;
  return xTicks(pixels).filter(({ at, label }) => {
    const place = ((at - start) / (end - start)) * pixels;
    const half = label.length * HALF_CHARACTER;
    if (place + half > pixels + BEYOND || place - half < free) return false;
    free = place + half + 4;
    return true;
  });
}
