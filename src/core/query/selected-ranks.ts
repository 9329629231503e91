import type { Pause } from '../math/stretches.ts';
import type { Bitmap } from '../selection/bitmap.ts';

/** Ranks between two pauses. */
const STRETCH = 1 << 16;

/**
 * The rows of a selection in rank order, found on demand from the highest rank down. A table shows the first few of
 * them. To find all of them takes about 4 ns per row of the log.
 */
export class SelectedRanks {
  /** The number of selected rows. */
  readonly length: number;
  private readonly selected: Bitmap;
  private readonly ranked: Uint32Array;
  private readonly rows: Uint32Array;
  private found = 0;
  /** The number of ranks tested so far. */
  private passed = 0;

  /** `ranked` has all rows in rank order. */
  constructor(selected: Bitmap, ranked: Uint32Array) {
    this.length = selected.count();
    this.selected = selected;
    this.ranked = ranked;
    this.rows = new Uint32Array(this.length);
  }

  /** The first `count` rows, or all if there are fewer. Do not change them. Awaits `pause` regularly. */
  async first(count: number, pause: Pause): Promise<Uint32Array> {
    const wanted = Math.min(count, this.length);
    while (this.found < wanted) {
      const part = this.selected.keep(this.ranked, this.passed, Math.min(this.ranked.length, this.passed + STRETCH));
      this.rows.set(part, this.found);
      this.found += part.length;
      this.passed += STRETCH;
      await pause();
    }
    return this.rows.subarray(0, wanted);
  }
}
