import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Tick } from '../charts/ticks.ts';
import { useSize } from '../charts/use-size.ts';
import { Areas } from './areas.tsx';
import styles from './bars.module.css';

/** Space for the axes around the bars in pixels. Overlays use the same. */
export interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
const CLOSED: Room = { left: 0, right: 0, top: 5, bottom: 15 };
const OPEN: Room = { left: 34, right: 10, top: 18, bottom: 18 };

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
