import { formatTime } from './format.ts';

/** First and last start of a run in epoch seconds, null without times. */
export type LogSpan = readonly [number, number] | null;

/** Whether a run lies within one day of the shown zone. */
export function isOneDay(span: LogSpan): boolean {
  return span !== null && formatTime(span[0]).slice(0, 10) === formatTime(span[1]).slice(0, 10);
}

/** A time of a run: the clock alone if the run lies within one day. `letters` cuts the clock, 5 for minutes. */
export function shortTime(seconds: number, span: LogSpan, letters = 8): string {
  const text = formatTime(seconds);
  return isOneDay(span) ? text.slice(11, 11 + letters) : text.slice(0, 11 + letters);
}
