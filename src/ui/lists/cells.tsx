import { formatBytes, formatCount, formatDuration, formatShare, formatTime } from '../parts/format.ts';
import { useZone, zoneName } from '../parts/zone.ts';
import styles from './lists.module.css';

/** Nothing to say, and why not. */
export function Unset({ why }: { readonly why: string }) {
  return (
    <span className={styles.unset} title={why}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{why}</span>
    </span>
  );
}

export function Count({ count }: { readonly count: number }) {
  return <span title={String(count)}>{formatCount(count)}</span>;
}

export function Bytes({ bytes }: { readonly bytes: number }) {
  return <span title={`${formatCount(bytes)} B`}>{formatBytes(bytes)}</span>;
}

export function Duration({ seconds }: { readonly seconds: number }) {
  return <span title={`${seconds} s`}>{formatDuration(seconds)}</span>;
}

export function Time({ seconds }: { readonly seconds: number | null }) {
  useZone();
  if (seconds === null) return <Unset why="no flow has a time" />;
  return <span title={`${formatTime(seconds, true)} ${zoneName()}`}>{formatTime(seconds)}</span>;
}

/** A share of flows that failed. */
export function Failed({ share }: { readonly share: number | null }) {
  if (share === null) return <Unset why="not counted for multicast, broadcast and neighbour discovery" />;
  return <span>{formatShare(share)}</span>;
}

/** A number with a bar behind it that is `share` of the cell long. */
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
