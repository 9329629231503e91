import { dropLines, type FieldBlock, isUnsetCell } from './table/field-block.ts';
import type { Layout } from './table/table.ts';

/** What every flow has at least one of. */
const endpoints: readonly string[] = ['id.resp_h', 'id.orig_h', 'id.resp_p', 'id.orig_p', 'proto'];

/**
 * Drops rows without host, port and protocol, such as the line of totals below a spreadsheet's table. Keeps every row
 * of a log that lacks one of these columns. About 2 ns per row.
 */
export class RowsWithoutEndpoints {
  /** Places of the endpoints' cells, empty when the log has not all of them. */
  private readonly fields: readonly number[];

  constructor({ fields }: Layout) {
    const places = endpoints.map((name) => fields.indexOf(name));
    this.fields = places.includes(-1) ? [] : places;
  }

  /** `onDrop` receives each dropped line before lines move. */
  drop(block: FieldBlock, onDrop: (line: number) => void): void {
    const [first, ...others] = this.fields;
    if (first === undefined) return;
    const { starts, stride, separatorLength, unset, count } = block;
    const longest = unset.length + separatorLength;
    let dropped: Uint16Array | null = null;
    for (let i = 0, at = first; i < count; i++, at += stride) {
      if (starts[at + 1] - starts[at] > longest || !isUnset(block, i, first)) continue;
      if (!others.every((field) => isUnset(block, i, field))) continue;
      dropped ??= new Uint16Array(count);
      dropped[i] = 1;
      onDrop(i);
    }
    if (dropped !== null) dropLines(block, dropped);
  }
}

function isUnset(block: FieldBlock, line: number, field: number): boolean {
  const { bytes, starts, stride, separatorLength } = block;
  const at = line * stride + field;
  return isUnsetCell(block, bytes, starts[at], starts[at + 1] - separatorLength);
}
