import { decodeCell } from '../format/escapes.ts';
import { jsonText } from '../hidden-characters.ts';
import { numberTypes } from '../schema/conn.ts';
import type { ByteWriter } from './byte-writer.ts';
import { BACKSLASHES, cellAsks, isPlainNumber, QUOTES, UNSEEN } from './cell-bytes.ts';
import type { ExportColumn, ExportFormat } from './export-format.ts';
import { COMMA, isEmptyMark, splitSet } from './marks.ts';

/**
 * A JSON object per line, keys as Zeek's JSON writer has them, unset left out. Numbers keep the digits of the log; sets
 * and vectors are arrays; characters that cannot be seen are `\uXXXX`.
 */
export const ndjson: ExportFormat = {
  id: 'ndjson',
  mime: 'application/x-ndjson',
  begin: (out, columns) => {
    const kinds = columns.map(kindOf);
    const keys = columns.map(({ name }) => encoder.encode(`,${jsonText(name)}:`));
    const files = new Map<string, string>();
    return (row) => {
      const file = files.get(row.file) ?? jsonText(row.file);
      files.set(row.file, file);
      const { rank, row: place, score, anomaly } = row;
      out.text(`{"rank":${rank},"row":${place},"file":${file},"score":${jsonText(score)},"anomaly":${anomaly}`);
      for (let c = 0; c < kinds.length; c++) {
        const start = row.starts[c];
        if (start < 0) continue;
        out.bytes(keys[c], 0, keys[c].length);
        writeValue(out, row.bytes, start, row.ends[c], kinds[c]);
      }
      out.text('}\n');
    };
  },
};

interface Kind {
  /** Type of the value, or of a container's elements. */
  readonly type: string;
  readonly isContainer: boolean;
  readonly isNumber: boolean;
}

const QUOTE = 34;
const encoder = new TextEncoder();

function kindOf({ type }: ExportColumn): Kind {
  const element = /^(?:set|vector|table)\[(.*)\]$/.exec(type)?.[1];
  const scalar = element ?? type;
  return { type: scalar, isContainer: element !== undefined, isNumber: numberTypes.has(scalar) };
}

function writeValue(out: ByteWriter, bytes: Uint8Array, start: number, end: number, kind: Kind): void {
  if (isEmptyMark(bytes, start, end)) {
    out.text(kind.isContainer ? '[]' : '""');
  } else if (!kind.isContainer) writeScalar(out, bytes, start, end, kind);
  else {
    out.byte(91);
    splitSet(bytes, start, end, COMMA, (from, to, place) => {
      if (place > 0) out.byte(44);
      writeScalar(out, bytes, from, to, kind);
    });
    out.byte(93);
  }
}

function writeScalar(out: ByteWriter, bytes: Uint8Array, start: number, end: number, { type, isNumber }: Kind): void {
  // Texts that are not JSON numbers, such as `+1` or `nan`, are written as strings.
  if (isNumber && isPlainNumber(bytes, start, end)) {
    out.bytes(bytes, start, end);
  } else if (type === 'bool' && end - start === 1 && (bytes[start] === 84 || bytes[start] === 70)) {
    out.text(bytes[start] === 84 ? 'true' : 'false');
  } else if ((cellAsks(bytes, start, end) & (QUOTES | BACKSLASHES | UNSEEN)) === 0) {
    out.byte(QUOTE);
    out.bytes(bytes, start, end);
    out.byte(QUOTE);
  } else out.text(jsonText(decodeCell(bytes.subarray(start, end))));
}
