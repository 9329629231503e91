import { Calibration } from './surprise.ts';
import type { Tail } from './tail.ts';

/** What an ordinary day measured: tails by name, and by indicator the number of entities by −log10 p. */
export interface SavedNorms {
  readonly tails: ReadonlyMap<string, Tail>;
  /** By indicator: entities with at least k/8, for k from 0 to 48; the first is all entities above 0. */
  readonly counts: ReadonlyMap<string, readonly number[]>;
}

/** Most tails that are kept: those of rare ports and services beyond it are left out. */
export const MOST_TAILS = 500;
/** Tails with longer names (UTF-16 units) are not kept. Names have the label of a service, which can be any text of a log. */
export const MOST_NAME = 200;

/**
 * The tails and counts that a log is scored with: its own, or those of an ordinary day where it has them. The own ones
 * are kept, so that this log can be a reference for others.
 */
export class Norms {
  readonly tails = new Map<string, Tail>();
  readonly calibrations = new Map<string, Calibration>();
  private readonly saved: SavedNorms | null;
  /** How many times as many entities as there are expected here. */
  private readonly times: number;

  constructor(saved: SavedNorms | null, times: number) {
    this.saved = saved;
    this.times = times;
  }

  /** The tail of this name: from the ordinary day, or `own`. */
  tail(name: string, own: Tail | null): Tail | null {
    if (own !== null && this.tails.size < MOST_TAILS && name.length <= MOST_NAME) this.tails.set(name, own);
    return this.saved?.tails.get(name) ?? own;
  }

  /** The tail of the ordinary day. Null without one. */
  savedTail(name: string): Tail | null {
    return this.saved?.tails.get(name) ?? null;
  }

  /** The calibration of an indicator: from the ordinary day, or `own`. */
  calibration(name: string, own: Calibration): Calibration {
    this.calibrations.set(name, own);
    const counts = this.saved?.counts.get(name);
    return counts === undefined ? own : Calibration.ofCounts(counts, this.times);
  }
}
