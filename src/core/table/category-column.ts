import type { FieldBlock } from './field-block.ts';
import { FIRST_ROWS, GROUP_BITS, GROUP_MASK, GROUP_ROWS, withRoom } from './groups.ts';
import { Interner } from './interner.ts';

/**
 * A label a row, as a code into the interned labels; code 0 is unset. A group is as narrow as its largest code allows.
 */
export interface CategoryColumn {
  readonly kind: 'category';
  readonly groups: readonly CodeGroup[];
  readonly labels: Interner;
}
export type CodeGroup = Uint8Array | Uint16Array | Uint32Array;

/** Code of one row's label, 0 when unset. */
export function codeAt(column: CategoryColumn, row: number): number {
  return column.groups[row >>> GROUP_BITS][row & GROUP_MASK];
}

/** Builds a CategoryColumn from cells. */
export class CategoryBuilder {
  readonly kind = 'category';
  readonly groups: CodeGroup[] = [];
  readonly labels = new Interner();

  /** Interns cell `field` of lines `from` to `to` into rows `row`, `row + 1`, ..., which must lie in one group. */
  append(block: FieldBlock, field: number, from: number, to: number, row: number): void {
    const index = row >>> GROUP_BITS;
    const place = row & GROUP_MASK;
    let group = this.group(index, place + to - from);
    let line = from;
    for (;;) {
      line = block.reader.labels(block, field, line, to, this.labels, group, place + line - from);
      if (line === to) return;
      group = this.widen(index, this.labels.size);
    }
  }

  /** Writes one label into a row. */
  appendLabel(label: Uint8Array, row: number): void {
    const index = row >>> GROUP_BITS;
    const code = this.labels.intern(label, 0, label.length);
    let group = this.group(index, (row & GROUP_MASK) + 1);
    if (code > largestCode(group)) group = this.widen(index, code);
    group[row & GROUP_MASK] = code;
  }

  /** Marks rows `row` to `end` as unset; they may span groups. */
  appendUnset(row: number, end: number): void {
    for (let next = row; next < end; ) {
      const place = next & GROUP_MASK;
      const count = Math.min(end - next, GROUP_ROWS - place);
      this.group(next >>> GROUP_BITS, place + count).fill(0, place, place + count);
      next += count;
    }
  }

  private group(index: number, rows: number): CodeGroup {
    if (index === this.groups.length) {
      this.groups.push(new (arrayFor(this.labels.size))(index === 0 ? FIRST_ROWS : GROUP_ROWS));
    }
    this.groups[index] = withRoom(this.groups[index], rows);
    return this.groups[index];
  }

  private widen(index: number, code: number): CodeGroup {
    const wide = new (arrayFor(code))(this.groups[index].length);
    wide.set(this.groups[index]);
    this.groups[index] = wide;
    return wide;
  }
}

function arrayFor(code: number): new (length: number) => CodeGroup {
  return code < 256 ? Uint8Array : code < 65536 ? Uint16Array : Uint32Array;
}

/** Largest code that a group can hold. */
export function largestCode(group: CodeGroup): number {
  return 2 ** (8 * group.BYTES_PER_ELEMENT) - 1;
}
