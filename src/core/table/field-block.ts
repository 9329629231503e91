import type { CellReader } from './cell-reader.ts';

/**
 * Cells of some lines, found but not yet read. Cell f of line i is
 *
 *     bytes[starts[i * stride + f] .. starts[i * stride + f + 1] - separatorLength)
 *
 * so each line has `stride - 1` cells and one sentinel, as if its end were one more separator:
 *
 *     bytes   1 . 5 ⇥ t c p ⇥ - ⏎
 *     starts  ^       ^       ^   ^ sentinel
 */
export interface FieldBlock {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly stride: number;
  readonly separatorLength: number;
  /** How an unset cell is written. */
  readonly unset: Uint8Array;
  /** Who can read the cells fastest. */
  readonly reader: CellReader;
  /** Who reads the numbers that are not plain decimal numbers; null where there are none but those. */
  forms: NumberForms | null;
  /** Line number of each line in its file, from 1. */
  readonly lines: Uint32Array;
  /** Place of each line in its file's text, where that is not the place of its first cell. */
  readonly places: Float64Array | null;
  count: number;
}

/** Reads numbers of a file that are not written as Zeek writes them. */
export interface NumberForms {
  /** The number that a cell of a field says, NaN for none. */
  valueOf(field: number, bytes: Uint8Array, start: number, end: number): number;
  /** Whether all cells of the field are to be read so, since those that look plain mean something else. */
  readsAll(field: number): boolean;
  /** Whether the field is a time: large numbers of it are milliseconds or less. */
  isTime(field: number): boolean;
}

/** Whether a cell is unset: empty, or the log's own mark, compared as written. */
export function isUnsetCell(
  { unset }: { readonly unset: Uint8Array },
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  if (start >= end) return true;
  return end - start === unset.length && bytes[start] === unset[0] && isMark(bytes, start, unset);
}

/** Takes the lines out for which `drop` is set, keeping order. */
export function dropLines(block: FieldBlock, drop: Uint16Array): void {
  const { starts, stride, lines, places, count } = block;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (drop[i] !== 0) continue;
    if (kept !== i) {
      starts.copyWithin(kept * stride, i * stride, (i + 1) * stride);
      lines[kept] = lines[i];
      if (places !== null) places[kept] = places[i];
    }
    kept++;
  }
  block.count = kept;
}

/** Whether the cell that starts at `start`, as long as `mark` and with the same first byte, is `mark`. */
export function isMark(bytes: Uint8Array, start: number, mark: Uint8Array): boolean {
  for (let i = 1; i < mark.length; i++) if (bytes[start + i] !== mark[i]) return false;
  return true;
}
