import { isOtherLog } from '../schema/log-names.ts';
import { isBlank } from './format.ts';
import { headerlessFields } from './headerless-fields.ts';
import { logOfPrefix, markedCells, type PrefixedLine, prefixedLine, type TabMark, tabMarkOf } from './prefixed-line.ts';
import { lineEnd } from './recognise.ts';
import { tsvRecords } from './tsv-records.ts';

const decoder = new TextDecoder();
const HEADER_LINES = 10;
/** Lines that are looked at for a row of a conn.log. */
const LINES = 1000;

/** How tabs are written in lines that begin with a prefix. Null if they are not lines of a log after a prefix. */
export function prefixMarkOf(head: Uint8Array): TabMark | null {
  const lines = firstLines(head);
  const mark = tabMarkOf(lines);
  if (mark === null) return null;
  const [line, next] = lines.map((bytes) => prefixedLine(bytes, 0, bytes.length, mark));
  if (line === null) return null;
  // Blanks before the first line alone are none of the log's.
  const isPlain = isBlank(head, 0, line.at) && (next?.at ?? 0) === 0;
  if (mark === '\t' && isPlain) return null;
  const isOurs = line.isHeader ? namesFields(head, mark) : isOfKnownLog(head, line, mark);
  return isOurs ? mark : null;
}

/** As many as a header has, since the first need not have tabs. */
function firstLines(head: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; lines.length < HEADER_LINES && at < head.length; ) {
    const next = lineEnd(head, at);
    lines.push(head.subarray(at, tsvRecords.end(head, at, next)));
    at = next + 1;
  }
  return lines;
}

/**
 * Whether one of the first lines names fields, divided by the marks: a log may have another separator, and `\t` in a
 * cell.
 */
function namesFields(head: Uint8Array, mark: TabMark): boolean {
  const start = `#fields${mark}`;
  return someLine(
    head,
    mark,
    ({ at, isHeader }) => isHeader && decoder.decode(head.subarray(at, at + start.length)) === start,
  );
}

function isOfKnownLog(head: Uint8Array, first: PrefixedLine, mark: TabMark): boolean {
  if (isOtherLog(logOfPrefix(decoder.decode(head.subarray(0, first.at))))) return true;
  const isRow = (line: PrefixedLine) => !line.isHeader && headerlessFields([cellsOf(head, line, mark)]) !== null;
  return isRow(first) || someLine(head, mark, isRow);
}

/** Whether the test holds for one of the first lines of a log in `head`. */
export function someLine(head: Uint8Array, mark: TabMark, test: (line: PrefixedLine) => boolean): boolean {
  let at = 0;
  for (let lines = 0; lines < LINES && at < head.length; lines++) {
    const next = lineEnd(head, at);
    const end = tsvRecords.end(head, at, next);
    const line = prefixedLine(head, at, end, mark);
    if (line !== null && test(line)) return true;
    at = next + 1;
  }
  return false;
}

/** Cells of the line of a log as texts. */
export function cellsOf(bytes: Uint8Array, { at, end }: PrefixedLine, mark: TabMark): string[] {
  return markedCells(bytes, at, end, mark).map(([from, to]) => decoder.decode(bytes.subarray(from, to)));
}
