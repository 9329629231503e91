import { formatTime } from './format.ts';
import type { LogSpan } from './short-time.ts';
import { SparkBars } from './spark-bars.tsx';
import { useZone } from './zone.ts';

/** Flows over the time of the log as small bars. Their name says when the first and the last flow started. */
export function OverTime({
  name,
  heights,
  first,
  last,
  span,
}: {
  /** What has the flows: `host` or `finding`. */
  readonly name: string;
  /** Flows per time bin of the log. */
  readonly heights: readonly number[];
  readonly first: number | null;
  readonly last: number | null;
  /** First and last start of the log. */
  readonly span: LogSpan;
}) {
  useZone();
  const when =
    first === null || last === null || span === null
      ? `No flow of the ${name} has a time`
      : `${formatTime(first)} to ${formatTime(last)}, in a log from ${formatTime(span[0])} to ${formatTime(span[1])}`;
  return <SparkBars heights={heights} label={when} />;
}

/** The period in words for copying. Empty without times. */
export function periodText(first: number | null, last: number | null): string {
  return first === null || last === null ? '' : `${formatTime(first)} to ${formatTime(last)}`;
}
