import type { RecordForm } from '../table/table.ts';
import { Collected } from './collected.ts';
import { tsvRecords } from './tsv-records.ts';

const SPACE = 32;

/**
 * Records of the IoT-23 logs: lines as Zeek writes them, with labels after the last cell, separated by three blanks: `-
 * Malicious   C&C-HeartBeat`.
 */
export const tailRecords: RecordForm = {
  end: tsvRecords.end,
  cut(bytes, start, end, { separator, fields }) {
    const out = new Collected();
    const starts = new Uint32Array(fields.length + 1);
    const cells = tailCells(bytes, start, end, separator[0]);
    for (let cell = 0; cell < fields.length; cell++) {
      if (cell < cells.length) out.bytes(bytes, cells[cell][0], cells[cell][1]);
      out.byte(0);
      starts[cell + 1] = out.length;
    }
    return { bytes: out.taken(), starts };
  },
};

/** Cells of a line, the last one cut where two blanks or more are. */
export function tailCells(bytes: Uint8Array, start: number, end: number, separator: number): [number, number][] {
  const cells: [number, number][] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    if (bytes[at] !== separator) continue;
    cells.push([from, at]);
    from = at + 1;
  }
  for (let at = from; at < end; at++) {
    if (bytes[at] !== SPACE || bytes[at + 1] !== SPACE) continue;
    cells.push([from, at]);
    while (bytes[at] === SPACE) at++;
    from = at;
  }
  cells.push([from, end]);
  return cells;
}
