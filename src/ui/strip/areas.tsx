import { createContext, memo, useContext, useId, useMemo } from 'react';
import { BarChart, XAxis, YAxis } from 'recharts';
import type { Tick } from '../charts/ticks.ts';
import { barPath } from './bar-path.ts';
import styles from './bars.module.css';
import type { Bins, Room } from './bars.tsx';

/** Maximum pixels by which an axis label extends beyond the bars. */
const BEYOND = 18;
/** Half the width of a character in a tick label, in pixels. */
const HALF_CHARACTER = 3.2;

const tickStyle = { fill: 'var(--muted)', fontSize: 'var(--f1)' };
const series = ['whole', 'flows', 'anomalies'] as const;

interface Size {
  readonly label: string;
  readonly room: Room;
  readonly width: number;
  readonly height: number;
}

interface Axes {
  readonly start: number;
  readonly end: number;
  readonly highest: number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

/**
 * Bars with axes. The chart draws the axes, and one path per series draws the bars. New bins change the paths alone
 * while the axes stay, because a redraw of the chart takes longer than a step of a brush may take.
 */
export const Areas = memo(function Areas({ bins, ...size }: Size & { readonly bins: Bins }) {
  const { room, width } = size;
  const across = width - room.left - room.right;
  const xTicks = useMemo(() => fitting(bins, across), [bins, across]);
  const { start, end, whole, flows, yTicks } = bins;
  const highest = [...flows, ...whole].reduce((most, height) => Math.max(most, height), yTicks.at(-1)?.at ?? 1);
  const text = JSON.stringify({ start, end, highest, xTicks, yTicks } satisfies Axes);
  const axes = useMemo((): Axes => JSON.parse(text), [text]);
  const drawn = useMemo(() => ({ bins, highest }), [bins, highest]);
  return (
    <Drawn value={drawn}>
      <Chart {...size} axes={axes} />
    </Drawn>
  );
});

const Drawn = createContext<{ readonly bins: Bins; readonly highest: number } | null>(null);

/** Mounted once: mounting a chart takes a tenth of a second. Redrawn for new axes. */
const Chart = memo(function Chart({ label, room, width, height, axes }: Size & { readonly axes: Axes }) {
  const { start, end, highest, xTicks, yTicks } = axes;
  const ground = useMemo(() => [start, end].map((x) => ({ x, y: 0 })), [start, end]);
  return (
    <BarChart
      width={width}
      height={height}
      data={ground}
      margin={{ top: room.top, right: room.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      role="img"
      title={label}
    >
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
        allowDataOverflow
        ticks={yTicks.map(({ at }) => at)}
        tickFormatter={(at: number) => yTicks.find((tick) => tick.at === at)?.label ?? ''}
        tickSize={3}
        interval={0}
        axisLine={false}
        stroke="var(--edge)"
        tick={tickStyle}
      />
      <Series room={room} across={width - room.left - room.right} up={height - room.top - room.bottom} />
    </BarChart>
  );
});

function Series({ room, across, up }: { readonly room: Room; readonly across: number; readonly up: number }) {
  const hatch = useId();
  const drawn = useContext(Drawn);
  if (drawn === null) return null;
  return (
    <g transform={`translate(${room.left} ${room.top})`}>
      <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" className={styles.hatchBack} />
        <rect width="3" height="5" className={styles.hatchFront} />
      </pattern>
      {series.map((name) => (
        <path
          key={name}
          data-series={name}
          d={barPath(drawn.bins[name], across, up, drawn.highest)}
          fill={name === 'anomalies' ? `url(#${hatch})` : `var(--${name === 'whole' ? 'ghost' : 'mark'})`}
        />
      ))}
    </g>
  );
}

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
