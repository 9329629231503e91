import type { Values } from './json-kernel.ts';
import { ARRAY, ESCAPED, NUMBER, STRING, TRUE } from './json-object.ts';
import type { Reading } from './names.ts';
import { type CellSink, writeBool, writeLower, writeNanoseconds, writeSet, writeString } from './values.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Writes a value of an object as a cell. */
export function writeValue(out: CellSink, values: Values, bytes: Uint8Array, place: number, reading: Reading): void {
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
  } else if (kind === ARRAY) writeArray(out, bytes, start, end, reading);
  else out.byte(kind === TRUE ? 84 : 70);
}

function writeText(out: CellSink, bytes: Uint8Array, start: number, end: number, reading: Reading): void {
  if (reading === 'text' || reading === 'set') writeString(out, bytes, start, end);
  else if (start === end) return;
  else if (reading === 'nanoseconds') writeNanoseconds(out, bytes, start, end);
  else if (reading === 'bool') writeBool(out, bytes, start, end);
  else if (reading === 'lower') writeLower(out, bytes, start, end);
  else out.bytes(bytes, start, end);
}

function writeArray(out: CellSink, bytes: Uint8Array, start: number, end: number, reading: Reading): void {
  if (end - start === 2) {
    out.text('(empty)');
    return;
  }
  const elements = elementsOf(decoder.decode(bytes.subarray(start, end)));
  // Elastic may put a single value into an array.
  if (reading === 'set' || reading === 'text') writeSet(out, elements);
  else {
    const text = encoder.encode(elements[0] ?? '');
    writeText(out, text, 0, text.length, reading);
  }
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
