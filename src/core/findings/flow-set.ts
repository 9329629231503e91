import { Bitmap } from '../selection/bitmap.ts';

const FIRST_ROWS = 16;
/** Above this fraction of the rows a bitmap needs less memory than a list of rows. */
const MANY = 1 / 32;

/** The rows of one finding. Rows are added in ascending order. */
export class FlowSet {
  /** Number of rows. */
  size = 0;
  private readonly total: number;
  private rows = new Uint32Array(FIRST_ROWS);
  private bits: Bitmap | null = null;

  /** `total` is the number of rows of the log. */
  constructor(total: number) {
    this.total = total;
  }

  add(row: number): void {
    this.size++;
    if (this.bits !== null) {
      this.bits.add(row);
      return;
    }
    if (this.size > this.rows.length) this.makeRoom();
    if (this.bits === null) this.rows[this.size - 1] = row;
    else (this.bits as Bitmap).add(row);
  }

  /** The number of its rows that are selected. */
  countIn(selected: Bitmap): number {
    if (this.bits !== null) return this.bits.countIn(selected);
    let count = 0;
    for (let i = 0; i < this.size; i++) if (selected.has(this.rows[i])) count++;
    return count;
  }

  /** The rows, ascending. */
  toRows(): Uint32Array {
    return this.bits === null ? this.rows.subarray(0, this.size) : this.bits.toRows();
  }

  private makeRoom(): void {
    if (this.size > this.total * MANY) {
      this.bits = new Bitmap(this.total);
      for (const row of this.rows) this.bits.add(row);
      this.rows = new Uint32Array(0);
      return;
    }
    const larger = new Uint32Array(2 * this.rows.length);
    larger.set(this.rows);
    this.rows = larger;
  }
}
