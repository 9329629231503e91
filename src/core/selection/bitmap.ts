/** A set of rows with one bit per row: 0.8 MB at 6.3 million rows. Every operation reads 32 rows per step. */
export class Bitmap {
  readonly rows: number;
  /** Bit `row % 32` of word `row / 32`; bits beyond `rows` are 0. */
  readonly words: Uint32Array;

  constructor(rows: number) {
    this.rows = rows;
    this.words = new Uint32Array(Math.ceil(rows / 32));
  }

  copy(): Bitmap {
    const copy = new Bitmap(this.rows);
    copy.words.set(this.words);
    return copy;
  }

  add(row: number): void {
    this.words[row >>> 5] |= 1 << (row & 31);
  }

  has(row: number): boolean {
    return ((this.words[row >>> 5] >>> (row & 31)) & 1) === 1;
  }

  /** The number of rows in the set. */
  count(): number {
    const { words } = this;
    let count = 0;
    for (let i = 0; i < words.length; i++) count += bitsOf(words[i]);
    return count;
  }

  /** Whether the set has no row from `from` up to `to`. Both are multiples of 32, or the number of rows. */
  isEmpty(from: number, to: number): boolean {
    for (let word = from >>> 5; word << 5 < to; word++) if (this.words[word] !== 0) return false;
    return true;
  }

  /** The number of rows that are in both sets. */
  countIn({ words: others }: Bitmap): number {
    const { words } = this;
    let count = 0;
    for (let i = 0; i < words.length; i++) count += bitsOf(words[i] & others[i]);
    return count;
  }

  /** Intersection, in place. */
  and({ words }: Bitmap): this {
    for (let i = 0; i < words.length; i++) this.words[i] &= words[i];
    return this;
  }

  /** Union, in place. */
  or({ words }: Bitmap): this {
    for (let i = 0; i < words.length; i++) this.words[i] |= words[i];
    return this;
  }

  /** Complement, in place. */
  not(): this {
    const { words, rows } = this;
    for (let i = 0; i < words.length; i++) words[i] = ~words[i];
    const rest = rows & 31;
    if (rest > 0) words[words.length - 1] &= (1 << rest) - 1;
    return this;
  }

  /** The rows of the set, ascending. */
  toRows(): Uint32Array {
    const { words } = this;
    const rows = new Uint32Array(this.count());
    let count = 0;
    for (let i = 0; i < words.length; i++) {
      for (let rest = words[i]; rest !== 0; rest &= rest - 1) rows[count++] = (i << 5) + 31 - Math.clz32(rest & -rest);
    }
    return rows;
  }

  /** The given rows that are in the set, in the given order. About 2 ns per row. */
  keep(rows: Uint32Array, from = 0, to = rows.length): Uint32Array {
    const { words } = this;
    const kept = new Uint32Array(to - from);
    let count = 0;
    for (let i = from; i < to; i++) {
      const row = rows[i];
      kept[count] = row;
      count += (words[row >>> 5] >>> (row & 31)) & 1;
    }
    return kept.slice(0, count);
  }
}

/** The rows with a score above the threshold. 1 ns per row. */
export function rowsAbove(scores: Float64Array, threshold: number): Bitmap {
  const found = new Bitmap(scores.length);
  const { words } = found;
  for (let word = 0, row = 0; row < scores.length; word++) {
    const end = Math.min(scores.length, row + 32);
    let bits = 0;
    for (let bit = 0; row < end; bit++, row++) bits |= (scores[row] > threshold ? 1 : 0) << bit;
    words[word] = bits;
  }
  return found;
}

/** The number of 1 bits in a word. Source: Warren, Hacker's Delight, section 5-1. */
function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
