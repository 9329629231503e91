import type { Zone } from '../parts/zone.ts';

/** Settings of the page, independent of the log. */
export interface Preferences {
  /** Megabytes for the flows of a log, null for the device's default. Applies to the next log. */
  readonly memory: number | null;
  /** Whether to skip flows that repeat an earlier uid. Applies to one log. */
  readonly dropsRepeated: boolean;
  readonly zone: Zone;
  /** Whether keys without Ctrl or Alt work outside lists. */
  readonly areSingleKeysOn: boolean;
}

/** The default preferences. */
export const usualPreferences: Preferences = { memory: null, dropsRepeated: false, zone: 'utc', areSingleKeysOn: true };
