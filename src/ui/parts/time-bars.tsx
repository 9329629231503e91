import { formatTime } from './format.ts';
import type { LogSpan } from './short-time.ts';
import { shortTime } from './short-time.ts';
import styles from './time-bars.module.css';
import { useBarDrag } from './use-bar-drag.ts';
import { useRoving } from './use-roving.ts';
import { useZone } from './zone.ts';

/** An interval of time, in epoch seconds. The end belongs to it for the last bar alone. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly isLast: boolean;
}

/**
 * Flows over the span of the log as bars that can be clicked, and dragged over for a longer interval: one stop of the
 * Tab key, with arrows from bar to bar. `odd` is the part of each bar that is marked.
 */
export function TimeBars({
  label,
  flows,
  odd,
  span,
  titleOf,
  onStretch,
}: {
  /** Accessible name. */
  readonly label: string;
  readonly flows: readonly number[];
  readonly odd: readonly number[];
  readonly span: NonNullable<LogSpan>;
  /** Tooltip and name of a bar, without its time. */
  readonly titleOf: (bar: number) => string;
  readonly onStretch: (stretch: Stretch) => void;
}) {
  useZone();
  const { ref, ...roving } = useRoving<HTMLDivElement>('row');
  const { range, handlers } = useBarDrag(flows.length, ({ first, end }) => onStretch(stretchOver(first, end)));
  const most = flows.reduce((a, b) => Math.max(a, b), 0);
  const width = (span[1] - span[0]) / flows.length;
  const at = (bar: number) => span[0] + bar * width;
  const stretchOver = (first: number, end: number): Stretch => ({
    from: at(first),
    to: at(end),
    isLast: end === flows.length,
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const seconds = span[0] + share * (span[1] - span[0]);
    return shortTime(Math.round(seconds / 60) * 60, span, 5);
  });
  return (
    <figure className={styles.figure}>
      <div role="toolbar" aria-label={label} className={styles.bars} ref={ref} {...roving} {...handlers}>
        {flows.map((count, bar) => {
          const stretch = stretchOver(bar, bar + 1);
          const isChosen = range !== null && bar >= range.first && bar < range.end;
          if (count === 0) return <span key={stretch.from} data-chosen={isChosen} />;
          const title = `${titleOf(bar)}, ${formatTime(stretch.from)} to ${formatTime(stretch.to)}`;
          return (
            <button
              key={stretch.from}
              type="button"
              data-printed
              data-chosen={isChosen}
              aria-label={title}
              title={title}
              onClick={() => onStretch(stretch)}
            >
              <i style={{ height: heightOf(count, most) }}>
                <i style={{ height: `${(100 * odd[bar]) / count}%` }} />
              </i>
            </button>
          );
        })}
      </div>
      <div className={styles.axis} aria-hidden="true">
        {ticks.map((tick, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: ticks stay where they are
          <span key={place}>{tick}</span>
        ))}
      </div>
    </figure>
  );
}

/** By the root of the share, so that few flows are visible beside many. */
function heightOf(count: number, most: number): string {
  return `max(3px, ${(100 * Math.sqrt(count / most)).toFixed(1)}%)`;
}
