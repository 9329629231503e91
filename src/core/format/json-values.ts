import type { Values } from './json-kernel.ts';
import { ARRAY, ESCAPED, NUMBER, STRING, TRUE } from './json-object.ts';
import { isNumeric, type Reading } from './names.ts';
import { type CellSink, writeBool, writeLower, writeNanoseconds, writeSet, writeString } from './values.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** How a value of JSON becomes a cell; `word` is a text of Zeek's that is one value. */
export type JsonReading = Reading | 'word';

/** Fields of text that are one value in Zeek; an array of others is taken for a set. */
const words = new Set([
  'uid',
  'id.orig_h',
  'id.resp_h',
  'conn_state',
  'history',
  'community_id',
  'orig_l2_addr',
  'resp_l2_addr',
  'ip_proto_name',
]);

/** How JSON's values of a field are read; `service` is a set that Zeek writes as a text. */
export function jsonReadingOf(field: string, reading: Reading): JsonReading {
  if (field === 'service') return 'set';
  return words.has(field) ? 'word' : reading;
}

/**
 * Writes a value of an object as a cell. Returns whether it is several texts where one should be: the cell is unset
 * then.
 */
export function writeValue(
  out: CellSink,
  values: Values,
  bytes: Uint8Array,
  place: number,
  reading: JsonReading,
): boolean {
  const kind = values.kinds[place];
  const start = values.starts[place];
  const end = values.ends[place];
  if (kind === NUMBER) {
    if (reading === 'nanoseconds') writeNanoseconds(out, bytes, start, end);
    else out.bytes(bytes, start, end);
  } else if (kind === STRING) writeText(out, bytes, start, end, reading);
  else if (kind === ESCAPED) {
    const text = unescaped(bytes, start, end);
    writeText(out, text, 0, text.length, reading);
  } else if (kind === ARRAY) return writeArray(out, bytes, start, end, reading);
  else out.byte(kind === TRUE ? 84 : 70);
  return false;
}

function writeText(out: CellSink, bytes: Uint8Array, from: number, to: number, reading: JsonReading): void {
  let start = from;
  let end = to;
  if (reading === 'word' || reading === 'set' || reading === 'lower') {
    while (start < end && isBlank(bytes[start])) start++;
    while (end > start && isBlank(bytes[end - 1])) end--;
    // A text of nothing but blanks is unset; an empty one is Zeek's `(empty)`.
    if (start === end && from < to) return;
  }
  if (reading === 'text' || reading === 'set' || reading === 'word') writeString(out, bytes, start, end);
  else if (start === end) return;
  else if (reading === 'nanoseconds') writeNanoseconds(out, bytes, start, end);
  else if (reading === 'bool') writeBool(out, bytes, start, end);
  else if (reading === 'lower') writeLower(out, bytes, start, end);
  else out.bytes(bytes, start, end);
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 9;
}

function writeArray(out: CellSink, bytes: Uint8Array, start: number, end: number, reading: JsonReading): boolean {
  if (end - start === 2) {
    out.text('(empty)');
    return false;
  }
  const elements = elementsOf(decoder.decode(bytes.subarray(start, end)));
  if (reading === 'text') {
    writeSet(out, elements);
    return false;
  }
  // Elastic may put a single value into an array, and Splunk the same value twice.
  const different = [...new Set(elements.map((element) => element.replace(/^[ \t]+|[ \t]+$/g, '')))];
  if (reading === 'set') writeSet(out, different);
  else if (different.length === 1) {
    const text = encoder.encode(different[0]);
    writeText(out, text, 0, text.length, reading);
  } else if (!isNumeric(reading)) return true;
  // As it stands: no number, so a bad cell.
  else out.bytes(bytes, start, end);
  return false;
}

/** Elements as texts; an array with what is no JSON in it, such as `01`, is one. */
function elementsOf(array: string): string[] {
  try {
    return (JSON.parse(array) as unknown[]).map((element) => {
      if (typeof element === 'boolean') return element ? 'T' : 'F';
      return typeof element === 'object' ? JSON.stringify(element) : String(element);
    });
  } catch {
    return [array];
  }
}

/** A text without its escapes, as UTF-8; what cannot be undone stays. */
export function unescaped(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const text = decoder.decode(bytes.subarray(start, end));
  try {
    return encoder.encode(JSON.parse(`"${text}"`) as string);
  } catch {
    return bytes.slice(start, end);
  }
}
