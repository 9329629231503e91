import { formatBytes, formatCount, formatDuration, formatShare, formatTime } from '../parts/format.ts';
import { isOneDay, type LogSpan, shortTime } from '../parts/short-time.ts';
import { useZone, zoneName } from '../parts/zone.ts';
import type { GridColumn } from './grid-column.ts';
import styles from './list.module.css';
import { shortAddress } from './use-fitted-columns.ts';

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
export function Time({ seconds }: { readonly seconds: number | null }) {
  useZone();
  if (seconds === null) return <Unset why="no flow has a time" />;
  return <span title={`${formatTime(seconds, true)} ${zoneName()}`}>{formatTime(seconds)}</span>;
}

/** When something was seen: the clock alone where the log is of one day. */
function Seen({ seconds, span }: { readonly seconds: number | null; readonly span: LogSpan }) {
  useZone();
  if (seconds === null) return <Unset why="no flow has a time" />;
  return <span title={`${formatTime(seconds, true)} ${zoneName()}`}>{shortTime(seconds, span)}</span>;
}

/** Width of a column of `seen`, in pixels. */
export function timeWidth(span: LogSpan): number {
  return isOneDay(span) ? 84 : 148;
}

export function seen<Row>(get: (row: Row) => number | null, span: LogSpan): ValueOf<Row> {
  return { cell: (row) => <Seen seconds={get(row)} span={span} />, textOf: (row) => String(get(row) ?? '') };
}

/** Fraction of flows that failed. */
export function Failed({ share }: { readonly share: number | null }) {
  if (share === null) return <Unset why="not counted for multicast, broadcast and neighbour discovery" />;
  return <span>{formatShare(share)}</span>;
}

/** A number with a bar that fills the fraction `share` of the cell. */
export function Gauge({
  share,
  text,
  title,
  isOdd = false,
}: {
  readonly share: number;
  readonly text: string;
  readonly title: string;
  readonly isOdd?: boolean;
}) {
  return (
    <span className={styles.gauge} data-odd={isOdd} title={title}>
      <i style={{ width: `${100 * Math.min(1, Math.max(0, share))}%` }} />
      <b>{text}</b>
    </span>
  );
}

/** How a column's value is drawn and copied. */
export type ValueOf<Row> = Pick<GridColumn<Row>, 'cell' | 'textOf'>;

/** Draws a value as a count. */
export function count<Row>(get: (row: Row) => number): ValueOf<Row> {
  return { cell: (row) => <Count count={get(row)} />, textOf: (row) => String(get(row)) };
}

/** Draws a value as bytes. */
export function bytes<Row>(get: (row: Row) => number): ValueOf<Row> {
  return { cell: (row) => <Bytes bytes={get(row)} />, textOf: (row) => String(get(row)) };
}

/** Draws a value in seconds as a duration. */
export function duration<Row>(get: (row: Row) => number): ValueOf<Row> {
  return { cell: (row) => <Duration seconds={get(row)} />, textOf: (row) => String(get(row)) };
}

/** Draws epoch seconds as a time. */
export function time<Row>(get: (row: Row) => number | null): ValueOf<Row> {
  return { cell: (row) => <Time seconds={get(row)} />, textOf: (row) => String(get(row) ?? '') };
}

/** Draws a fraction of failed flows. */
export function failed<Row>(get: (row: Row) => number | null): ValueOf<Row> {
  return { cell: (row) => <Failed share={get(row)} />, textOf: (row) => String(get(row) ?? '') };
}

/** Draws a text with a tooltip. */
export function text<Row>(get: (row: Row) => string | null): ValueOf<Row> {
  return {
    cell: (row) => {
      const found = get(row);
      return found === null ? <Unset why="unset" /> : <span title={found}>{found}</span>;
    },
    textOf: (row) => get(row) ?? '',
  };
}

/** An address, shortened in the middle if it is long. */
export function address<Row>(get: (row: Row) => string | null): ValueOf<Row> {
  return {
    cell: (row) => {
      const found = get(row);
      return found === null ? <Unset why="unset" /> : <span title={found}>{shortAddress(found)}</span>;
    },
    textOf: (row) => get(row) ?? '',
  };
}

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
