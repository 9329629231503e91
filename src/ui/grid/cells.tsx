import { failedShare } from '../../core/schema/failed-flow.ts';
import { countOf, formatBytes, formatCount, formatDuration, formatShare, formatTime } from '../parts/format.ts';
import { isOneDay, type LogSpan, shortTime } from '../parts/short-time.ts';
import { useZone, zoneName } from '../parts/zone.ts';
import type { GridColumn } from './grid-column.ts';
import styles from './list.module.css';

/** An empty cell, with the reason as a tooltip. */
export function Unset({ why }: { readonly why: string }) {
  return (
    <span className={styles.unset} title={why}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{why}</span>
    </span>
  );
}

/** A number with thousands separators. */
export function Count({ count }: { readonly count: number }) {
  return <span title={String(count)}>{formatCount(count)}</span>;
}

/** A number of bytes with a unit. The tooltip has all digits. */
export function Bytes({ bytes }: { readonly bytes: number }) {
  return <span title={`${formatCount(bytes)} B`}>{formatBytes(bytes)}</span>;
}

/** A duration with units. */
export function Duration({ seconds }: { readonly seconds: number }) {
  return <span title={`${seconds} s`}>{formatDuration(seconds)}</span>;
}

/** A time in the shown zone, from epoch seconds. */
export function Time({ seconds }: { readonly seconds: number }) {
  useZone();
  return <span title={`${formatTime(seconds, true)} ${zoneName()}`}>{formatTime(seconds)}</span>;
}

/** The time of a flow. Without the day if the log is of one day. */
export function Seen({ seconds, span }: { readonly seconds: number; readonly span: LogSpan }) {
  useZone();
  return <span title={`${formatTime(seconds, true)} ${zoneName()}`}>{shortTime(seconds, span)}</span>;
}

/** Width of a column of `Seen`, in pixels. */
export function timeWidth(span: LogSpan): number {
  return isOneDay(span) ? 84 : 148;
}

/** Why a host or channel has no fraction of failed flows. */
export const NOT_JUDGED = 'not counted for multicast, broadcast and neighbour discovery';

/** Failed flows / scored flows, with both numbers in the tooltip. */
export function FailedShare({ failed, scored }: { readonly failed: number; readonly scored: number }) {
  const share = failedShare(failed, scored);
  if (share === null) return <Unset why={NOT_JUDGED} />;
  return <span title={`${formatCount(failed)} of ${countOf(scored, 'scored flow')}`}>{formatShare(share)}</span>;
}

/**
 * A number with a bar that fills the fraction `share` of the cell. Orange and bold mean above the threshold, and
 * nothing else.
 */
export function Gauge({
  share,
  text,
  title,
  isAbove = false,
}: {
  readonly share: number;
  readonly text: string;
  readonly title: string;
  readonly isAbove?: boolean;
}) {
  return (
    <span className={styles.gauge} data-odd={isAbove} title={title}>
      <i style={{ width: `${100 * Math.min(1, Math.max(0, share))}%` }} />
      <b>{text}</b>
    </span>
  );
}

/** How a column's value is drawn and copied. */
type ValueOf<Row> = Pick<GridColumn<Row>, 'cell' | 'textOf'>;

/** A numeric column. The first click sorts it largest first. */
export function numberColumn<Row>(
  id: string,
  label: string,
  width: number,
  meaning: string,
  value: ValueOf<Row>,
): GridColumn<Row> {
  return {
    id,
    label,
    width,
    meaning,
    isNumber: true,
    isShown: true,
    isFrozen: false,
    isLargestFirst: true,
    ...value,
  };
}

/** A text column. The first click sorts it alphabetically. */
export function textColumn<Row>(
  id: string,
  label: string,
  width: number,
  meaning: string,
  value: ValueOf<Row>,
): GridColumn<Row> {
  return { ...numberColumn(id, label, width, meaning, value), isNumber: false, isLargestFirst: false };
}
