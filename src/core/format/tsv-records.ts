import { isMark } from '../table/field-block.ts';
import type { Layout, RecordForm } from '../table/table.ts';

const LF = 10;
const CR = 13;

/** Records that are lines, cells divided by the layout's separator. */
export const tsvRecords: RecordForm = {
  end(bytes, start, limit) {
    const found = bytes.indexOf(LF, start);
    const end = found < 0 || found > limit ? limit : found;
    return end > start && bytes[end - 1] === CR ? end - 1 : end;
  },
  cut(bytes, start, end, { separator, fields }: Layout) {
    const width = separator.length;
    const starts = new Uint32Array(fields.length + 1);
    let cell = 0;
    starts[0] = start;
    for (let at = start; at < end && cell < fields.length; ) {
      let matched = 0;
      while (matched < width && bytes[at + matched] === separator[matched]) matched++;
      if (matched === width) {
        at += width;
        starts[++cell] = at;
      } else at++;
    }
    while (cell < fields.length) starts[++cell] = end + width;
    return { bytes, starts };
  },
  findAll(bytes, starts, count, field, { separator }, places) {
    for (let i = 0; i < count; i++) {
      const limit = starts[i + 1];
      let from = starts[i];
      let end = endOfCell(bytes, from, limit, separator);
      for (let cell = 0; cell < field; cell++) {
        const isLast = end === limit || bytes[end] === LF;
        from = isLast ? end : end + separator.length;
        if (isLast) break;
        end = endOfCell(bytes, from, limit, separator);
      }
      const isLast = end === limit || bytes[end] === LF;
      if (isLast && end > from && bytes[end - 1] === CR) end--;
      places[2 * i] = from;
      places[2 * i + 1] = end;
    }
  },
};

/** Place of the next separator or line end, or the limit. */
function endOfCell(bytes: Uint8Array, from: number, limit: number, separator: Uint8Array): number {
  const first = separator[0];
  for (let at = from; at < limit; at++) {
    const byte = bytes[at];
    if (byte === LF || (byte === first && (separator.length === 1 || isMark(bytes, at, separator)))) return at;
  }
  return limit;
}
