import { isBlank, skipBlank } from './format.ts';
import { JsonFlows } from './json-flows.ts';
import { JsonObject, MORE } from './json-object.ts';

const LF = 10;
const QUOTE = 34;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN = 123;
const CLOSE = 125;
/** Bytes that are looked at to see whether a text is one of objects. */
const HEAD_BYTES = 64 << 10;
/** Braces before a record that are tried as its beginning. */
const MOST_BRACES = 16;

/** Whether a text begins with an object, an array of objects, or a line that ends in the record of a log. */
export function isJson(head: Uint8Array): boolean {
  const at = skipBlank(head, 0);
  if (head[at] === OPEN) return isObject(head, at);
  if (head[at] !== OPEN_ARRAY) return hasRecord(head, at);
  let inner = skipBlank(head, at + 1);
  if (head[inner] === OPEN_ARRAY) inner = skipBlank(head, inner + 1);
  if (head[inner] === OPEN) return isObject(head, inner);
  return head[inner] === CLOSE_ARRAY || hasRecord(head, at);
}

/** Whether an object begins here, as far as it can be seen. A name without quotes is no JSON but SUP. */
function isObject(head: Uint8Array, at: number): boolean {
  if (![QUOTE, CLOSE].includes(head[skipBlank(head, at + 1)])) return false;
  const text = new Uint8Array(Math.min(head.length - at, HEAD_BYTES) + 1);
  text.set(head.subarray(at, at + text.length - 1));
  const flows = new JsonFlows(null);
  const object = new JsonObject(flows.keys);
  const end = object.read(text, 0, text.length - 1);
  return end > 0 || end === MORE || flows.isAroundRecords(object, text, text.length - 1, false);
}

/** Whether the line at `at` has a record of a log behind something else. */
function hasRecord(head: Uint8Array, at: number): boolean {
  const end = head.indexOf(LF, at);
  const line = new Uint8Array((end < 0 ? head.length : end) - at + 1);
  if (line.length > HEAD_BYTES || head.indexOf(OPEN, at) < 0) return false;
  line.set(head.subarray(at, at + line.length - 1));
  const flows = new JsonFlows(null);
  return behindPrefix(line, 0, line.length - 1, line.length - 1, new JsonObject(flows.keys), flows) >= 0;
}

/** Place of the record of a log that ends the line `bytes[at..end)` behind something else; -1 when there is none. */
export function behindPrefix(
  bytes: Uint8Array,
  at: number,
  end: number,
  length: number,
  object: JsonObject,
  flows: JsonFlows,
): number {
  let from = at;
  for (let tried = 0; tried < MOST_BRACES; tried++) {
    const brace = bytes.subarray(from, end).indexOf(OPEN);
    if (brace < 0) return -1;
    from += brace;
    const after = object.read(bytes, from, length);
    const isLast = after > 0 && after <= end && isBlank(bytes, after, end);
    if (isLast && flows.kindOf(flows.original(object, bytes)).kind !== 'none') return from;
    from++;
  }
  return -1;
}
