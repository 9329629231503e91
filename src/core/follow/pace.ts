/** Rows of the last minute, by second. */
export class Pace {
  private readonly rows = new Float64Array(60);
  private last = 0;

  /** `now` in milliseconds. */
  add(rows: number, now: number): void {
    this.move(now);
    this.rows[this.last % 60] += rows;
  }

  perMinute(now: number): number {
    this.move(now);
    return this.rows.reduce((sum, rows) => sum + rows, 0);
  }

  private move(now: number): void {
    const second = Math.floor(now / 1000);
    if (second - this.last >= 60) this.rows.fill(0);
    else for (let s = this.last + 1; s <= second; s++) this.rows[s % 60] = 0;
    this.last = Math.max(this.last, second);
  }
}
