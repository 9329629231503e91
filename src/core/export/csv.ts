import { cellOf, escapeCell, isUnseen } from '../format/escape-cell.ts';
import { needsGuard } from '../format/formula-guard.ts';
import { addedColumns, numberTypes } from '../schema/conn.ts';
import { isUnsetWord } from '../table/cell-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { COMMAS, cellAsks, isPlainNumber, QUOTES, UNSEEN } from './cell-bytes.ts';
import type { ExportFormat } from './export-format.ts';

/**
 * RFC 4180, UTF-8, one header row. Cells are written as in the log, unset as `-`, characters that cannot be seen as
 * Zeek's `\xHH`. A text cell that a spreadsheet would take for a formula gets a `'` before it, since the sender of the
 * packets may have chosen it (see `format/formula-guard.ts`, which the reader undoes).
 */
export const csv: ExportFormat = {
  id: 'csv',
  mime: 'text/csv;charset=utf-8',
  begin: (out, columns) => {
    const areNumbers = columns.map(({ type }) => numberTypes.has(type));
    const cells = new Map<string, Uint8Array>();
    const writeText = (text: string) => {
      const cell = cells.get(text) ?? encoder.encode(cellOf(text));
      cells.set(text, cell);
      writeCell(out, cell, 0, cell.length, false);
    };
    out.text(addedColumns.join(','));
    for (const { name } of columns) {
      out.byte(COMMA);
      writeText(name);
    }
    out.text('\r\n');
    return (row) => {
      out.text(`${row.rank},${row.row},`);
      writeText(row.file);
      out.text(`,${row.score},${row.anomaly}`);
      for (let c = 0; c < areNumbers.length; c++) {
        out.byte(COMMA);
        const start = row.starts[c];
        if (start < 0) out.byte(MINUS);
        else writeCell(out, row.bytes, start, row.ends[c], areNumbers[c]);
      }
      out.text('\r\n');
    };
  },
};

const COMMA = 44;
const MINUS = 45;
const QUOTE = 34;
const APOSTROPHE = 39;
const SPACE = 32;
const encoder = new TextEncoder();

function writeCell(out: ByteWriter, bytes: Uint8Array, start: number, end: number, isNumber: boolean): void {
  const asked = cellAsks(bytes, start, end);
  if ((asked & UNSEEN) !== 0) {
    const cell = escapeCell(bytes, start, end, isUnseen);
    writeSeen(out, cell, 0, cell.length, asked, isNumber);
  } else writeSeen(out, bytes, start, end, asked, isNumber);
}

/** Whether a reader would change the cell without quotes: take blanks off, or take it for a word that is unset. */
function isLiteral(bytes: Uint8Array, start: number, end: number): boolean {
  return end > start && (bytes[start] === SPACE || bytes[end - 1] === SPACE || isUnsetWord(bytes, start, end));
}

function writeSeen(
  out: ByteWriter,
  bytes: Uint8Array,
  start: number,
  end: number,
  asked: number,
  isNumber: boolean,
): void {
  // The mark of an unset cell, where it is a text.
  if (end - start === 1 && bytes[start] === MINUS) {
    out.text('\\x2d');
    return;
  }
  const isQuoted = (asked & (QUOTES | COMMAS)) !== 0 || isLiteral(bytes, start, end);
  if (isQuoted) out.byte(QUOTE);
  if (needsGuard(bytes, start, end) && !(isNumber && isPlainNumber(bytes, start, end))) out.byte(APOSTROPHE);
  if ((asked & QUOTES) === 0) out.bytes(bytes, start, end);
  else {
    for (let i = start; i < end; i++) {
      if (bytes[i] === QUOTE) out.byte(QUOTE);
      out.byte(bytes[i]);
    }
  }
  if (isQuoted) out.byte(QUOTE);
}
