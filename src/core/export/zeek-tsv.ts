import { cellOf, escapeCell, isUnseen } from '../format/escape-cell.ts';
import type { ByteWriter } from './byte-writer.ts';
import { cellAsks, UNSEEN } from './cell-bytes.ts';
import type { ExportColumn, ExportFormat } from './export-format.ts';

/** A conn.log that Zeek's own tools read: the log's fields as they were, then Oddflow's five. */
export const zeekTsv: ExportFormat = {
  id: 'zeek-tsv',
  mime: 'text/plain;charset=utf-8',
  begin: (out, columns) => {
    const all: readonly ExportColumn[] = [...columns, ...added];
    out.text('#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n');
    out.text(`#fields\t${all.map(({ name }) => cellOf(name)).join('\t')}\n`);
    out.text(`#types\t${all.map(({ type }) => (/^[\x21-\x7e]+$/.test(type) ? type : 'string')).join('\t')}\n`);
    const files = new Map<string, string>();
    return (row) => {
      for (let c = 0; c < columns.length; c++) {
        const start = row.starts[c];
        if (start < 0) out.byte(MINUS);
        else writeCell(out, row.bytes, start, row.ends[c], c === 0);
        out.byte(TAB);
      }
      const file = files.get(row.file) ?? cellOf(row.file);
      files.set(row.file, file);
      out.text(`${row.rank}\t${row.row}\t${file}\t${row.score}\t${row.anomaly ? 'T' : 'F'}\n`);
    };
  },
};

const TAB = 9;
const MINUS = 45;
const HASH = 35;

const added: readonly ExportColumn[] = [
  { name: 'rank', type: 'count' },
  { name: 'row', type: 'count' },
  { name: 'file', type: 'string' },
  { name: 'score', type: 'double' },
  { name: 'anomaly', type: 'bool' },
];

/** A lone `-` can be a string in a log with another unset mark, and a line that begins with `#` would be a comment. */
function writeCell(out: ByteWriter, bytes: Uint8Array, start: number, end: number, isFirst: boolean): void {
  if (end - start === 1 && bytes[start] === MINUS) {
    out.text('\\x2d');
    return;
  }
  const isComment = isFirst && bytes[start] === HASH;
  if (isComment) out.text('\\x23');
  const from = isComment ? start + 1 : start;
  if ((cellAsks(bytes, from, end) & UNSEEN) === 0) out.bytes(bytes, from, end);
  else {
    const cell = escapeCell(bytes, from, end, isUnseen);
    out.bytes(cell, 0, cell.length);
  }
}
