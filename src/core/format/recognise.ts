import { byteOrderMark, type Format, isBlank } from './format.ts';
import { looksLike } from './looks-like.ts';
import { partName } from './part.ts';

const LF = 10;
const HASH = 35;
/** Lines that are looked at to find the first record. */
const MOST_LINES = 400;
/** A line that tells Excel how a CSV is divided, or that `grep` puts between matches with lines around them. */
const wordLine = /^("?sep=.{1,2}"?|--)\s*$/i;
/** Columns that rows without a header have at least. */
const LEAST_NAMES = 11;
const decoder = new TextDecoder();
const ruleBytes = new TextEncoder().encode('-+=|: \t\r');

/** Where a text begins to be a log. */
interface Beginning {
  /**
   * Place of the first line that a form recognises, or of a line that names a part (`==> conn.log <==`): then without a
   * form.
   */
  readonly at: number;
  readonly format: Format | null;
  /** Line ends before it, and lines that look like data, which count from 0. */
  readonly lines: number;
  readonly skipped: readonly number[];
}

/**
 * Finds the first line from which on one of the forms can read a text, whatever stands before it; null when there is
 * none.
 */
export function beginningOf(head: Uint8Array, formats: readonly Format[]): Beginning | null {
  const skipped: number[] = [];
  let at = 0;
  let before: Uint8Array | null = null;
  for (let lines = 0; lines < MOST_LINES && at < head.length; lines++) {
    at += byteOrderMark(head, at);
    const end = lineEnd(head, at);
    if (isBlank(head, at, end)) {
      at = end + 1;
      continue;
    }
    if (partName(head, at, end) !== null) return { at, format: null, lines, skipped };
    const view = head.subarray(at);
    const format = formats.find(({ sniff }) => sniff(view));
    const line = head.subarray(at, end);
    // Rows below unknown column names are not rows of a log without a header.
    if (format?.isAssumed === true && before !== null && namesColumns(before, line)) return null;
    if (format !== undefined) return { at, format, lines, skipped };
    before = line;
    // A capture or a document may have anything in it.
    if (skipped.length === 0 && !['text', 'CSV', 'JSON', 'cut-header'].includes(looksLike(head).looks)) return null;
    if (isDataLike(head, at, end)) skipped.push(lines);
    at = end + 1;
  }
  return null;
}

const type = /^(time|string|addr|port|enum|interval|count|int|double|bool|subnet|(set|vector)\[\w+\])$/;

/** Whether a line has a word for each cell of the row behind it, and is not what is left of a line of types. */
function namesColumns(line: Uint8Array, row: Uint8Array): boolean {
  const [words, cells] = [line, row].map((bytes) => decoder.decode(bytes).trim());
  return [/\t/, /,/, /;/, /\|/, /\s+/].some((separator) => {
    const names = words.split(separator);
    return (
      names.length >= LEAST_NAMES &&
      names.length === cells.split(separator).length &&
      names.every((name) => /^\W*[A-Za-z]/.test(name)) &&
      !names.slice(1).every((name) => type.test(name))
    );
  });
}

/** Place of the line end after `at`, or the end of the bytes. */
export function lineEnd(bytes: Uint8Array, at: number): number {
  const found = bytes.indexOf(LF, at);
  return found < 0 ? bytes.length : found;
}

/** Whether a line is one of those that tables of `|` have around their header and their rows. */
export function isRule(bytes: Uint8Array, at: number, end: number): boolean {
  for (let place = at; place < end; place++) if (!ruleBytes.includes(bytes[place])) return false;
  return end - at > 2;
}

/** Whether a line is neither blank nor a comment nor a line that Excel or `grep` adds. */
export function isDataLike(bytes: Uint8Array, at: number, end: number): boolean {
  if (isBlank(bytes, at, end) || bytes[at] === HASH || isRule(bytes, at, end)) return false;
  return end - at > 16 || !wordLine.test(decoder.decode(bytes.subarray(at, end)));
}
