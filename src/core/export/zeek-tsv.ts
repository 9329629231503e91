import type { ByteWriter } from './byte-writer.ts';
import type { ExportColumn, ExportFormat } from './export-format.ts';

/** A conn.log that Zeek's own tools read: the log's fields as they were, then Oddflow's five. */
export const zeekTsv: ExportFormat = {
  id: 'zeek-tsv',
  mime: 'text/plain;charset=utf-8',
  head: (out, columns) => {
    const all: readonly ExportColumn[] = [...columns, ...added];
    out.text('#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n');
    out.text(`#fields\t${all.map(({ name }) => name).join('\t')}\n`);
    out.text(`#types\t${all.map(({ type }) => type).join('\t')}\n`);
  },
  row: (out, columns, row) => {
    for (let c = 0; c < columns.length; c++) {
      const start = row.starts[c];
      if (start < 0) out.byte(MINUS);
      else writeCell(out, row.bytes, start, row.ends[c]);
      out.byte(TAB);
    }
    out.text(
      `${row.rank}\t${row.row}\t${row.file.replace(/[\t\\]/g, escaped)}\t${row.score}\t${row.anomaly ? 'T' : 'F'}\n`,
    );
  },
};

const TAB = 9;
const MINUS = 45;

const added: readonly ExportColumn[] = [
  { name: 'rank', type: 'count' },
  { name: 'row', type: 'count' },
  { name: 'file', type: 'string' },
  { name: 'score', type: 'double' },
  { name: 'anomaly', type: 'bool' },
];

/** A tab can stand raw in a log with another separator; a lone `-` can be a string in a log with another unset mark. */
function writeCell(out: ByteWriter, bytes: Uint8Array, start: number, end: number): void {
  if (end - start === 1 && bytes[start] === MINUS) out.text('\\x2d');
  else if (bytes.subarray(start, end).includes(TAB)) {
    for (let i = start; i < end; i++) {
      if (bytes[i] === TAB) out.text('\\x09');
      else out.byte(bytes[i]);
    }
  } else out.bytes(bytes, start, end);
}

function escaped(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
