import { formatTime } from '../parts/format.ts';
import { zoneWord } from '../parts/zone.ts';

/** A time interval in short form: its clock times, and its date with the zone. */
export interface TimeWords {
  /** `13:30 – 14:30`. With the days if they differ: `03-03 22:00 – 03-04 02:00`. */
  readonly range: string;
  /** `2026-03-03 UTC`. */
  readonly date: string;
}

/** Formats an interval in epoch seconds, in the shown zone. `step` is the accuracy of the ends in seconds. */
export function timeWords(start: number, end: number, step: number): TimeWords {
  const [from, to] = [start, end].map((at) => formatTime(at, step < 1));
  const digits = step < 1 ? undefined : step % 60 === 0 ? 16 : 19;
  const isOneDay = from.slice(0, 10) === to.slice(0, 10);
  const isOneYear = from.slice(0, 4) === to.slice(0, 4);
  const [short, other] = [from, to].map((text) => text.slice(isOneDay ? 11 : isOneYear ? 5 : 0, digits));
  const date = isOneDay ? from.slice(0, 10) : isOneYear ? from.slice(0, 4) : '';
  return { range: `${short} – ${other}`, date: `${date} ${zoneWord()}`.trim() };
}
