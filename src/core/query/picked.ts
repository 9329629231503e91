import type { Bitmap } from '../selection/bitmap.ts';
import { GROUP_ROWS } from '../table/groups.ts';

/** Some rows, and which rows of the log are above the threshold. */
export interface Picked {
  readonly selected: Bitmap;
  readonly above: Bitmap;
}

const WORDS = GROUP_ROWS / 32;

/**
 * The selected rows of one group, ascending, into `out`: for each twice its place in the group, plus one above the threshold. Returns
 * how many. Charts and facets of one selection share it: 1 to 2 ns per selected row, and next to nothing for the others.
 */
export function pickGroup({ selected, above }: Picked, group: number, out: Uint32Array): number {
  const first = group * WORDS;
  const end = Math.min(first + WORDS, selected.words.length);
  const [isIn, isAbove] = [selected.words, above.words];
  let count = 0;
  for (let word = first, place = 0; word < end; word++, place += 32) {
    const bits = isIn[word];
    const marks = isAbove[word];
    if (bits === 0xffff_ffff) {
      for (let bit = 0; bit < 32; bit++) out[count + bit] = ((place + bit) << 1) | ((marks >>> bit) & 1);
      count += 32;
      continue;
    }
    for (let rest = bits | 0; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest);
      out[count++] = ((place + bit) << 1) | ((marks >>> bit) & 1);
    }
  }
  return count;
}

/** Room for what `pickGroup` finds in any group. */
export function pickedRoom(): Uint32Array {
  return new Uint32Array(GROUP_ROWS);
}
