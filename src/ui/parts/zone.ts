import { useSyncExternalStore } from 'react';

/** In which zone times are shown, on every surface at once: UTC, or the browser's own. */
export type Zone = 'utc' | 'local';

let zone: Zone = 'utc';
const listeners = new Set<() => void>();

function currentZone(): Zone {
  return zone;
}

export function setZone(wanted: Zone): void {
  if (zone === wanted) return;
  zone = wanted;
  for (const listener of listeners) listener();
}

/** The time zone. Rerenders components that show a time when the zone changes. */
export function useZone(): Zone {
  return useSyncExternalStore(subscribe, currentZone);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Behind a time: `UTC`, or the name of the browser's zone, such as `Europe/Prague`. */
export function zoneName(): string {
  return zone === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Where there is little room: `UTC` or `local time`. */
export function zoneWord(): string {
  return zone === 'utc' ? 'UTC' : 'local time';
}

/** Seconds that a clock in the zone is ahead of UTC at a moment. */
export function zoneOffset(epochSeconds: number): number {
  if (zone === 'utc') return 0;
  const minutes = new Date(epochSeconds * 1000).getTimezoneOffset();
  return Number.isNaN(minutes) ? 0 : -60 * minutes;
}
