import { decodeCell } from '../format/escapes.ts';
import type { ExportColumn, ExportFormat, ExportRow } from './export-format.ts';

/**
 * A JSON object a line, keys as Zeek's JSON writer has them, unset left out. Numbers keep the digits of the log; sets and
 * vectors are arrays.
 */
export const ndjson: ExportFormat = {
  id: 'ndjson',
  mime: 'application/x-ndjson',
  head: () => {},
  row: (out, columns, row) => {
    const { rank, row: place, file, score, anomaly } = row;
    out.text(JSON.stringify({ rank, row: place, file, score, anomaly }).slice(0, -1));
    for (let c = 0; c < columns.length; c++) {
      if (row.starts[c] < 0) continue;
      const cell = row.bytes.subarray(row.starts[c], row.ends[c]);
      out.text(`,${JSON.stringify(columns[c].name)}:${jsonOf(cell, columns[c], row)}`);
    }
    out.text('}\n');
  },
};

/** JSON's grammar of a number; what does not fit it, such as `+1` or `nan`, is written as a string. */
const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const numberTypes = new Set(['time', 'interval', 'double', 'count', 'int', 'port']);

function jsonOf(cell: Uint8Array, { type }: ExportColumn, row: ExportRow): string {
  const container = /^(set|vector|table)\[(.*)\]$/.exec(type);
  if (container !== null) {
    if (equals(cell, row.empty)) return '[]';
    const elements = split(cell, row.setSeparator).map((element) => scalar(element, container[2]));
    return `[${elements.join(',')}]`;
  }
  return equals(cell, row.empty) ? '""' : scalar(cell, type);
}

function scalar(cell: Uint8Array, type: string): string {
  const text = decodeCell(cell);
  if (numberTypes.has(type) && jsonNumber.test(text)) return text;
  if (type === 'bool' && (text === 'T' || text === 'F')) return String(text === 'T');
  return JSON.stringify(text);
}

function split(cell: Uint8Array, separator: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at + separator.length <= cell.length; at++) {
    if (!equals(cell.subarray(at, at + separator.length), separator)) continue;
    parts.push(cell.subarray(start, at));
    start = at + separator.length;
    at = start - 1;
  }
  parts.push(cell.subarray(start));
  return parts;
}

function equals(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
