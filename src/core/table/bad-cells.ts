/** Lines of a block with a cell that should be a number and is none. */
export class BadCells {
  /** By line: index of the last malformed field plus 1, 0 for none. */
  fields = new Uint16Array(0);
  /** Cells that were marked since the last `clear`: mostly none, and nothing needs to be looked through then. */
  marked = 0;

  /** Makes room for the lines of a block, without marks. */
  clear(lines: number): void {
    if (this.fields.length < lines) this.fields = new Uint16Array(lines);
    else if (this.marked > 0) this.fields.fill(0);
    this.marked = 0;
  }

  mark(line: number, field: number): void {
    this.fields[line] = field + 1;
    this.marked++;
  }
}
