import { FIRST_ROWS, GROUP_BITS, GROUP_MASK, GROUP_ROWS, withRoom } from './groups.ts';

/** Where the lines of a group's rows stand in their file's text: `base + offsets[i]`. */
interface LineGroup {
  readonly base: number;
  readonly offsets: Uint32Array | Float64Array;
}

/**
 * Place of each row's line in its file's text, in bytes; four a row, eight in a group whose lines are more than 4 GB
 * apart.
 */
export class LineStarts {
  readonly groups: LineGroup[] = [];

  at(row: number): number {
    const { base, offsets } = this.groups[row >>> GROUP_BITS];
    return base + offsets[row & GROUP_MASK];
  }

  /** Writes places to the rows from `row` on, which must be the next ones and lie in one group. */
  set(row: number, places: Float64Array, count: number): void {
    const index = row >>> GROUP_BITS;
    const first = row & GROUP_MASK;
    const group = this.group(index, first + count, places[0]);
    for (let i = 0; i < count; i++) {
      const offset = places[i] - group.base;
      if (group.offsets instanceof Float64Array || (offset >= 0 && offset <= 0xffff_ffff)) {
        group.offsets[first + i] = offset;
        continue;
      }
      this.groups[index] = widened(group, first + i);
      this.set(row + i, places.subarray(i, count), count - i);
      return;
    }
  }

  private group(index: number, rows: number, base: number): LineGroup {
    if (index === this.groups.length) {
      this.groups.push({ base, offsets: new Uint32Array(index === 0 ? FIRST_ROWS : GROUP_ROWS) });
    }
    const group = this.groups[index];
    this.groups[index] = { base: group.base, offsets: withRoom(group.offsets, rows) };
    return this.groups[index];
  }
}

function widened({ base, offsets }: LineGroup, filled: number): LineGroup {
  const wide = new Float64Array(offsets.length);
  for (let i = 0; i < filled; i++) wide[i] = base + offsets[i];
  return { base: 0, offsets: wide };
}
