import type { Zone } from '../parts/zone.ts';

/** What holds for the page, whatever is looked at. */
export interface Preferences {
  /** Megabytes that the flows of a log may take; null for what the device allows. Holds from the next log on. */
  readonly memory: number | null;
  /** Whether a flow is left out whose uid an earlier one had. Belongs to one log. */
  readonly dropsRepeated: boolean;
  readonly zone: Zone;
  /** Whether keys without Ctrl or Alt do something outside of lists. */
  readonly areSingleKeysOn: boolean;
}

export const usualPreferences: Preferences = { memory: null, dropsRepeated: false, zone: 'utc', areSingleKeysOn: true };
