import { isKnownField } from '../schema/conn.ts';
import type { Layout } from '../table/table.ts';
import { blankCells, blankRecords } from './blank-records.ts';
import { columnsOf } from './column-names.ts';
import { decodeCell, unescapeBytes } from './escapes.ts';
import { MOST_FIELDS } from './format.ts';
import { meaningOf } from './names.ts';
import { tailRecords } from './tail-records.ts';
import { tsvRecords } from './tsv-records.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const TAB = 9;
const QUOTE = 34;
/** Names of Zeek's fields that make a line of words a header. */
const LEAST_KNOWN = 4;

/** Zeek's default layout, also for headers that omit lines. */
export const defaultLayout: Layout = {
  separator: encoder.encode('\t'),
  setSeparator: encoder.encode(','),
  empty: encoder.encode('(empty)'),
  unset: encoder.encode('-'),
  path: '',
  fields: [],
  types: [],
  records: tsvRecords,
};

/**
 * Collects the `#` lines of a Zeek log; a header may come again anywhere, as in logs that were put one after another.
 */
export class ZeekHeader {
  private draft: Layout = defaultLayout;
  private isNew = false;
  /** Whether the tabs of the last line became blanks. */
  private isBlank = false;

  /** Takes a line that begins with `#`, without its line end. Lines that are no directive are comments. */
  add(line: Uint8Array): void {
    const key = /^#(\w+)/.exec(decoder.decode(line.subarray(0, 32)))?.[1];
    if (key === undefined) return;
    if (key === 'separator') {
      // Always one space before the value, whatever the separator; some tools turned it into a tab.
      const separator = unescapeBytes(withoutPadding(line.slice(key.length + 2)));
      const stated = separator.length > 0 ? separator : defaultLayout.separator;
      // The lines of a sorted header are in another order. A header line after rows starts a new header.
      const isOfHeader = this.isNew && this.draft.fields.length > 0 && isSame(stated, this.draft.separator);
      if (!isOfHeader) this.draft = { ...defaultLayout, separator: stated };
      return;
    }
    const cells = this.cellsOf(line.subarray(1), key);
    if (cells === null) return;
    const values = cells.slice(1);
    const value = unescapeBytes(values[0] ?? new Uint8Array(0)).slice();
    if (key === 'set_separator') this.draft = { ...this.draft, setSeparator: unquoted(value) };
    else if (key === 'empty_field') this.draft = { ...this.draft, empty: value };
    else if (key === 'unset_field') this.draft = { ...this.draft, unset: value };
    else if (key === 'path') this.draft = { ...this.draft, path: decodeCell(value) };
    else if (key === 'types') this.draft = { ...this.draft, types: values.map(decodeCell) };
    else if (key === 'fields') {
      const records = this.isBlank ? blankRecords : tsvRecords;
      this.draft = { ...this.draft, fields: values.map(decodeCell), types: [], records };
    } else return;
    this.isNew = true;
  }

  /**
   * The layout of rows as far as the header states it. Without a `#fields` line it has no fields; the caller finds
   * them.
   */
  get stated(): Layout {
    return this.draft;
  }

  /** Cells of a line; those that its tabs once divided, where these became blanks. Null when it is a comment. */
  private cellsOf(line: Uint8Array, key: string): Uint8Array[] | null {
    const { separator } = this.draft;
    const cells = split(line, separator);
    this.isBlank = false;
    if (decodeCell(cells[0]) === key) return cells;
    if (separator.length !== 1 || separator[0] !== TAB || cells.length > 1) return null;
    const words = blankCells(line, 0, line.length).map(([start, end]) => line.slice(start, end));
    const known = words.filter((word) => isKnownField(meaningOf(decodeCell(word), 'zeek').field)).length;
    const isHeader = key === 'fields' ? known >= LEAST_KNOWN : key === 'types' ? words.length > 2 : words.length === 2;
    if (!isHeader || decodeCell(words[0]) !== key) return null;
    this.isBlank = true;
    return words;
  }

  /** The layout of the rows that follow if it was not asked for since it changed, else null. */
  takeNew(): Layout | null {
    if (!this.isNew || this.draft.fields.length === 0) return null;
    this.isNew = false;
    const { fields, types } = this.draft;
    if (fields.length > MOST_FIELDS) return { ...this.draft, types: fields };
    const labelled = labelTail.exec(fields[fields.length - 1]);
    const isTailed = labelled !== null && this.draft.separator.length === 1;
    const stated = isTailed
      ? [...fields.slice(0, -1), ...labelled.slice(1)].map((name) => renamed[name] ?? name)
      : fields;
    // A field map of the site may have renamed fields.
    const names = columnsOf(stated, 'zeek').map(({ field }) => field);
    const records = isTailed ? tailRecords : this.draft.records;
    return { ...this.draft, fields: names, types: names.map((_, field) => types[field] ?? ''), records };
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** A separator without the tabs that a spreadsheet puts behind each line, to make it as long as the rows. */
function withoutPadding(value: Uint8Array): Uint8Array {
  let end = value.length;
  while (end > 0 && value[end - 1] === TAB) end--;
  return end > 0 ? value.subarray(0, end) : value;
}

/** A comma that a spreadsheet put into quotes. */
function unquoted(value: Uint8Array): Uint8Array {
  return value.length === 3 && value[0] === QUOTE && value[2] === QUOTE ? value.slice(1, 2) : value;
}

/** The last field of the IoT-23 logs, whose labels are not divided by the separator. */
const labelTail = /^(tunnel_parents) +(label) +(detailed-?label)$/;
const renamed: Readonly<Record<string, string>> = { 'detailed-label': 'detailedlabel' };

function split(line: Uint8Array, separator: Uint8Array): Uint8Array[] {
  const cells: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at <= line.length - separator.length; at++) {
    if (!separator.every((byte, i) => line[at + i] === byte)) continue;
    cells.push(line.slice(start, at));
    start = at + separator.length;
    at = start - 1;
  }
  cells.push(line.slice(start));
  return cells;
}
