import type { RecordForm } from '../table/table.ts';
import { Collected } from './collected.ts';
import { tsvRecords } from './tsv-records.ts';

const TAB = 9;
const SPACE = 32;

/**
 * Records whose tabs became blanks, as a terminal or a web page gives them to who copies a log: lines, cells divided by
 * any number of blanks. None of Zeek's fields of a conn.log holds blanks.
 */
export const blankRecords: RecordForm = {
  end: tsvRecords.end,
  cut(bytes, start, end, { fields }) {
    const out = new Collected();
    const starts = new Uint32Array(fields.length + 1);
    const cells = blankCells(bytes, start, end);
    for (let cell = 0; cell < fields.length; cell++) {
      if (cell < cells.length) out.bytes(bytes, cells[cell][0], cells[cell][1]);
      out.byte(0);
      starts[cell + 1] = out.length;
    }
    return { bytes: out.taken(), starts };
  },
};

/** Cells of a line, divided by blanks; by tabs alone where it has some. */
export function blankCells(bytes: Uint8Array, start: number, end: number): [number, number][] {
  const isTabbed = bytes.subarray(start, end).includes(TAB);
  const cells: [number, number][] = [];
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && bytes[at] !== (isTabbed ? TAB : SPACE)) continue;
    if (isTabbed || at > from) cells.push([from, at]);
    from = at + 1;
  }
  return cells;
}
