import { isMark } from '../table/field-block.ts';
import type { CutRecord, Layout, RecordForm } from '../table/table.ts';
import { Collected } from './collected.ts';
import { tsvRecords } from './tsv-records.ts';

/** How the tabs of a log are written: as tabs, or as rsyslog and other daemons escape them. */
export type TabMark = (typeof tabMarks)[number];
const tabMarks = ['\t', '#011', '\\011', '\\t'] as const;

/** A line of a log behind something else. */
export interface PrefixedLine {
  /** Place at which the line of the log begins. */
  readonly at: number;
  /** Place behind it: the end of the line, or of the text of JSON that it stands in. */
  readonly end: number;
  readonly isHeader: boolean;
}

/** No prefix is longer. */
const LONGEST = 1024;
const HASH = 35;
const QUOTE = 34;
const BACKSLASH = 92;
const [LETTER_N, LETTER_R] = [110, 114];
const decoder = new TextDecoder('latin1');
const encoder = new TextEncoder();
const marks = new Map(tabMarks.map((mark) => [mark, encoder.encode(mark)] as const));

/**
 * A time at the end of what stands before the first tab: epoch seconds since 1973, or what `zeek-cut -d` and `-u` make
 * of them. A sign is no prefix.
 */
const timeAtEnd = /^(.*[^\d.])?(?:\d{9,10}\.\d{1,9}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^\s:]*(?::\d\d)?(?: UTC)?)$/s;
const sign = /^[^\d\s]$/;
const header =
  /^(.*?[^\w#])??#(?:separator|set_separator|empty_field|unset_field|path|open|close|fields|types)(?:[ \t]|[#\\]011|\\t)/s;

/** The row or the line of a header that ends the line `bytes[at..end)`; null when there is none. */
export function prefixedLine(bytes: Uint8Array, at: number, end: number, mark: TabMark): PrefixedLine | null {
  const limit = Math.min(end, at + LONGEST);
  const tab = nextMark(bytes, at, limit, separatorOf(mark));
  // Of each line no more is decoded than it needs.
  const row = tab < 0 ? null : timeAtEnd.exec(decoder.decode(bytes.subarray(at, tab)));
  const prefix = row?.[1] ?? '';
  if (row !== null) return sign.test(prefix) ? null : lineFrom(bytes, at + prefix.length, end, false);
  const hash = bytes.indexOf(HASH, at);
  const directive = hash < 0 || hash >= limit ? null : header.exec(decoder.decode(bytes.subarray(at, limit)));
  return directive === null ? null : lineFrom(bytes, at + (directive[1]?.length ?? 0), end, true);
}

/**
 * A line that begins at `at`; one behind a quote ends before the next, and before the escaped line end that stands
 * there.
 */
function lineFrom(bytes: Uint8Array, at: number, end: number, isHeader: boolean): PrefixedLine {
  if (bytes[at - 1] !== QUOTE) return { at, end, isHeader };
  let stop = at;
  while (stop < end && bytes[stop] !== QUOTE) stop += bytes[stop] === BACKSLASH ? 2 : 1;
  stop = Math.min(stop, end);
  while (
    stop - 2 >= at &&
    bytes[stop - 2] === BACKSLASH &&
    (bytes[stop - 1] === LETTER_N || bytes[stop - 1] === LETTER_R)
  )
    stop -= 2;
  return { at, end: stop, isHeader };
}

/** How the first of some lines that has tabs writes them; null where none has. */
export function tabMarkOf(lines: readonly Uint8Array[]): TabMark | null {
  for (const line of lines) {
    const text = decoder.decode(line.subarray(0, LONGEST));
    const mark = tabMarks.find((one) => text.includes(one));
    if (mark !== undefined) return mark;
  }
  return null;
}

/**
 * The log that a prefix names by its file: `./2024-05-20/conn.10:00:00-11:00:00.log.gz:171:` is of conn. Empty for
 * none.
 */
export function logOfPrefix(prefix: string): string {
  const file = /(?:^|[\s/\\"'([\]>])([A-Za-z][\w-]*)(?:\.[^/\\\s]*)?\.(?:log|tsv|txt|gz|zst)\b[^/\\]*$/.exec(prefix);
  return file?.[1] ?? '';
}

/** A line of the header as Zeek writes it: with tabs, and with single backslashes where it stood in a text of JSON. */
export function headerOf(bytes: Uint8Array, { at, end }: PrefixedLine, mark: TabMark): Uint8Array {
  const tabbed = markedCells(bytes, at, end, mark).map(([from, to]) => decoder.decode(bytes.subarray(from, to)));
  const line = tabbed.join('\t');
  const letters = bytes[at - 1] === QUOTE ? line.replaceAll('\\\\', '\\') : line;
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

/** Cells of the line of a log, divided by the marks. */
export function markedCells(bytes: Uint8Array, start: number, end: number, mark: TabMark): [number, number][] {
  const separator = separatorOf(mark);
  const cells: [number, number][] = [];
  let from = start;
  for (let at = nextMark(bytes, from, end, separator); at >= 0; at = nextMark(bytes, from, end, separator)) {
    cells.push([from, at]);
    from = at + separator.length;
  }
  cells.push([from, end]);
  return cells;
}

function separatorOf(mark: TabMark): Uint8Array {
  return marks.get(mark) ?? encoder.encode(mark);
}

/** Place of the next separator before `end`, -1 for none. */
function nextMark(bytes: Uint8Array, from: number, end: number, separator: Uint8Array): number {
  const width = separator.length;
  const first = separator[0];
  for (let at = from; at + width <= end; at++) {
    if (bytes[at] === first && (width === 1 || isMark(bytes, at, separator))) return at;
  }
  return -1;
}

/** Records of lines with a prefix. */
export function prefixedRecords(mark: TabMark): RecordForm {
  return {
    end: tsvRecords.end,
    cut(bytes, start, end, { fields }: Layout): CutRecord {
      const out = new Collected();
      const starts = new Uint32Array(fields.length + 1);
      const line = prefixedLine(bytes, start, end, mark);
      const cells = line === null ? [] : markedCells(bytes, line.at, line.end, mark);
      for (let cell = 0; cell < fields.length; cell++) {
        if (cell < cells.length) out.bytes(bytes, cells[cell][0], cells[cell][1]);
        out.byte(0);
        starts[cell + 1] = out.length;
      }
      return { bytes: out.taken(), starts };
    },
  };
}
