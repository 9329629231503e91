import { addedColumns } from '../schema/conn.ts';
import type { ExportFormat } from './export-format.ts';

/**
 * RFC 4180, UTF-8, one header row. Cells are written as in the log, unset as `-`. A text cell that a spreadsheet would
 * take for a formula gets a `'` before it, since whoever sent the packets may have chosen it.
 */
export const csv: ExportFormat = {
  id: 'csv',
  mime: 'text/csv;charset=utf-8',
  head: (out, columns) =>
    out.text(`${[...addedColumns, ...columns.map(({ name }) => quoted(guarded(name)))].join(',')}\r\n`),
  row: (out, columns, row) => {
    out.text(`${row.rank},${row.row},${quoted(guarded(row.file))},${row.score},${row.anomaly}`);
    for (let c = 0; c < columns.length; c++) {
      out.byte(COMMA);
      const start = row.starts[c];
      if (start < 0) out.byte(MINUS);
      else writeCell(out, row.bytes, start, row.ends[c], numberTypes.has(columns[c].type));
    }
    out.text('\r\n');
  },
};

const COMMA = 44;
const MINUS = 45;
const QUOTE = 34;
const numberTypes = new Set(['time', 'interval', 'double', 'count', 'int', 'port']);
/** `= + - @`, tab and CR. */
const formulaStarts = new Set([61, 43, 45, 64, 9, 13]);

function writeCell(
  out: Parameters<ExportFormat['row']>[0],
  bytes: Uint8Array,
  start: number,
  end: number,
  isNumber: boolean,
): void {
  let needsQuotes = false;
  for (let i = start; i < end && !needsQuotes; i++) {
    const byte = bytes[i];
    needsQuotes = byte === COMMA || byte === QUOTE || byte === 13 || byte === 10;
  }
  if (needsQuotes) out.byte(QUOTE);
  if (!isNumber && start < end && formulaStarts.has(bytes[start])) out.byte(39);
  if (!needsQuotes) out.bytes(bytes, start, end);
  else {
    for (let i = start; i < end; i++) {
      if (bytes[i] === QUOTE) out.byte(QUOTE);
      out.byte(bytes[i]);
    }
    out.byte(QUOTE);
  }
}

function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
