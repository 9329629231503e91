import type { CellSink } from './values.ts';

/** Cells as bytes, for a record that is read alone. */
export class Collected implements CellSink {
  length = 0;
  private space = new Uint8Array(512);

  byte(value: number): void {
    if (this.length === this.space.length) this.grow(1);
    this.space[this.length++] = value;
  }

  bytes(from: Uint8Array, start: number, end: number): void {
    if (this.length + end - start > this.space.length) this.grow(end - start);
    this.space.set(from.subarray(start, end), this.length);
    this.length += end - start;
  }

  text(value: string): void {
    for (let i = 0; i < value.length; i++) this.byte(value.charCodeAt(i));
  }

  taken(): Uint8Array {
    return this.space.subarray(0, this.length);
  }

  private grow(bytes: number): void {
    const larger = new Uint8Array(2 * (this.space.length + bytes));
    larger.set(this.space);
    this.space = larger;
  }
}
