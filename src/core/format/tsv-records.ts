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
  find(bytes, start, limit, field, { separator }, place) {
    const width = separator.length;
    const first = separator[0];
    let from = start;
    let cell = 0;
    let at = start;
    for (; at < limit; at++) {
      const byte = bytes[at];
      if (byte === LF) break;
      if (byte !== first || !isMark(bytes, at, separator)) continue;
      if (cell === field) break;
      cell++;
      from = at + width;
      at = from - 1;
    }
    const isLast = at === limit || bytes[at] === LF;
    const end = isLast && at > from && bytes[at - 1] === CR ? at - 1 : at;
    place[0] = cell === field ? from : end;
    place[1] = end;
  },
};
