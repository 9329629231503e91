/** A set of rows, one bit per row: 0.8 MB at 6.3 million rows. */
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

  /** How many rows are in it. */
  count(): number {
    const { words } = this;
    let count = 0;
    for (let i = 0; i < words.length; i++) count += bitsOf(words[i]);
    return count;
  }

  /** Whether none of the rows `from` to `to` is in it; both are multiples of 32, or the end. */
  isEmpty(from: number, to: number): boolean {
    for (let word = from >>> 5; word << 5 < to; word++) if (this.words[word] !== 0) return false;
    return true;
  }

  /** How many rows are in both. */
  countIn({ words: others }: Bitmap): number {
    const { words } = this;
    let count = 0;
    for (let i = 0; i < words.length; i++) count += bitsOf(words[i] & others[i]);
    return count;
  }

  /** Keeps the rows that are in both. */
  and({ words }: Bitmap): this {
    for (let i = 0; i < words.length; i++) this.words[i] &= words[i];
    return this;
  }

  /** Takes the other's rows in. */
  or({ words }: Bitmap): this {
    for (let i = 0; i < words.length; i++) this.words[i] |= words[i];
    return this;
  }

  /** Exchanges the rows that are in it for those that are not. */
  not(): this {
    const { words, rows } = this;
    for (let i = 0; i < words.length; i++) words[i] = ~words[i];
    const rest = rows & 31;
    if (rest > 0) words[words.length - 1] &= (1 << rest) - 1;
    return this;
  }

  /** All rows in it, ascending. */
  toRows(): Uint32Array {
    const { words } = this;
    const rows = new Uint32Array(this.count());
    let count = 0;
    for (let i = 0; i < words.length; i++) {
      for (let rest = words[i]; rest !== 0; rest &= rest - 1) rows[count++] = (i << 5) + 31 - Math.clz32(rest & -rest);
    }
    return rows;
  }

  /** Those of some rows that are in it, in the order in which they come. About 2 ns a row. */
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

/** The rows that score above a threshold. 1 ns per row. */
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

/** How many bits of a word are 1. Source: Warren, Hacker's Delight, section 5-1. */
function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
