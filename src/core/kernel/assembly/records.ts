import { ARRAY, COMMA, FALSE, keyHash, NUMBER, readObject, SPACE, STRING, TRUE, valueCount } from './json';
import { masks } from './masks';

/*
 * A shape is what flows with the same keys in the same order have in common. A table of slots holds the shapes' places,
 * 0 where there is none; a shape is
 *
 *     0    hash of the keys' ids, how many values
 *     8    the value that names the log, or NONE, and the length of the name
 *     16   the name, 16 bytes of which the first ones count
 *     32   by cell: place of its value among the object's, or NONE, and how it is read
 *     ..   the keys' ids, after the last cell
 *
 * in numbers of four bytes, the cells' and the ids in two.
 */
const SLOTS_BITS: u32 = 10;
const NONE: u32 = 0xffff;
const CELLS: usize = 32;

/** How a value becomes a cell: a number is copied, also when it is a text. As in `format/json-kernel.ts`. */
const NUMERIC: u32 = 1;
const TEXT: u32 = 2;
const LOWER: u32 = 3;

const LF: u32 = 10;
const MINUS: u32 = 45;
const OPEN: u32 = 123;
const PARENTHESIS: u32 = 40;
const DELETE: i8 = 127;
/** `(empty)`, and how much longer a cell may be than what it is made of, with the zero behind it. */
const EMPTY: u64 = 0x00297974706d6528;
const EMPTY_LENGTH: usize = 7;
const LONGER: usize = 8;

let keys: usize = 0;
let ids: usize = 0;
let kinds: usize = 0;
let starts: usize = 0;
let ends: usize = 0;
let mostValues: u32 = 0;
let slots: usize = 0;
let cells: usize = 0;
let cellStarts: usize = 0;
let lines: usize = 0;
let places: usize = 0;

/**
 * Says where `readRecords` finds keys and shapes, and where it writes values, cells, and what belongs to each record.
 */
export function setAreas(
  keysAt: usize,
  idsAt: usize,
  kindsAt: usize,
  startsAt: usize,
  endsAt: usize,
  most: u32,
  slotsAt: usize,
  cellsAt: usize,
  cellStartsAt: usize,
  linesAt: usize,
  placesAt: usize,
): void {
  keys = keysAt;
  ids = idsAt;
  kinds = kindsAt;
  starts = startsAt;
  ends = endsAt;
  mostValues = most;
  slots = slotsAt;
  cells = cellsAt;
  cellStarts = cellStartsAt;
  lines = linesAt;
  places = placesAt;
}

/** Where the last `readRecords` stopped, in which line, and the end of the cells it wrote. */
export let stoppedRecord: usize = 0;
export let stoppedLine: u32 = 0;
export let cellsEnd: usize = 0;
/** The place after the object where it stopped, whose values are there; 0 when it is none that `readObject` reads. */
export let objectEnd: usize = 0;
/** Whether that object has a known shape. */
export let isKnown: bool = false;

/**
 * Reads flows of known shapes, with blank space and commas between them, and writes the cells of each, `width`, a zero
 * after each, and their places as a `FieldBlock` has them, `shift` added; beside them the record's line and its place
 * plus `offset`. Out comes how many, at most `most`, with cells of at most `room` bytes in all. It stops at whatever it
 * cannot write as the plain code would. A zero byte follows the text.
 */
export function readRecords(
  from: usize,
  keyCount: u32,
  width: u32,
  most: u32,
  room: usize,
  shift: u32,
  line: u32,
  offset: f64,
): u32 {
  const limit = cells + room;
  const longer = <usize>width * LONGER;
  let at = from;
  let count: u32 = 0;
  let outStarts = cellStarts;
  stoppedLine = line;
  cellsEnd = cells;
  for (;;) {
    objectEnd = 0;
    let byte: u32 = load<u8>(at);
    while (byte == LF || byte == SPACE || byte == COMMA || byte == 13 || byte == 9) {
      if (byte == LF) stoppedLine++;
      byte = load<u8>(++at);
    }
    if (byte != OPEN) break;
    const end = readObject(at + 1, keys, keyCount, ids, kinds, starts, ends, mostValues);
    if (end == 0) break;
    objectEnd = end;
    const shape = shapeOf(width);
    isKnown = shape != 0;
    if (shape == 0 || count == most || cellsEnd + (end - at) + longer > limit) break;
    const after = writeCells(shape, width, cellsEnd, outStarts, shift);
    if (after == 0) break;
    store<u32>(lines + (<usize>count << 2), stoppedLine);
    store<f64>(places + (<usize>count << 3), offset + <f64>at);
    cellsEnd = after;
    outStarts += (<usize>width + 1) << 2;
    count++;
    at = end;
  }
  stoppedRecord = at;
  return count;
}

/** Puts a shape, which must be new, into a slot. Three of four slots must stay free. */
export function addShape(shape: usize): void {
  let slot = slotOf(load<u32>(shape));
  while (load<u32>(slots + (<usize>slot << 2)) != 0) slot = next(slot);
  store<u32>(slots + (<usize>slot << 2), shape);
}

/** The shape of the object that was read, 0 when it is unknown. */
function shapeOf(width: u32): usize {
  let slot = slotOf(keyHash);
  let shape: usize = load<u32>(slots + (<usize>slot << 2));
  while (shape != 0 && !isShape(shape, width)) {
    slot = next(slot);
    shape = load<u32>(slots + (<usize>slot << 2));
  }
  return shape;
}

function isShape(shape: usize, width: u32): bool {
  if (load<u32>(shape) != keyHash || load<u32>(shape, 4) != valueCount) return false;
  return memory.compare(shape + CELLS + (<usize>width << 2), ids, <usize>valueCount << 1) == 0;
}

function slotOf(hash: u32): u32 {
  return (hash * 0x9e3779b1) >> (32 - SLOTS_BITS);
}

function next(slot: u32): u32 {
  return (slot + 1) & ((1 << SLOTS_BITS) - 1);
}

/** Out comes the place after the last cell, 0 when a value needs another look. */
function writeCells(shape: usize, width: u32, at: usize, outStarts: usize, shift: u32): usize {
  if (!isOfLog(shape)) return 0;
  let out = at;
  for (let cell: usize = 0; cell < width; cell++) {
    store<u32>(outStarts + (cell << 2), <u32>out + shift);
    const place: usize = load<u16>(shape + (cell << 2), CELLS);
    if (place != NONE) {
      const kind = load<u8>(kinds + place);
      const start: usize = load<u32>(starts + (place << 2));
      const length = <usize>load<u32>(ends + (place << 2)) - start;
      const reading: u32 = load<u16>(shape + (cell << 2), CELLS + 2);
      if (kind == NUMBER) {
        out = copy(start, length, out);
      } else if (kind == TRUE || kind == FALSE) store<u8>(out++, kind == TRUE ? 84 : 70);
      else if (kind == ARRAY || (kind == STRING && length == 0)) {
        if (kind == ARRAY || reading == TEXT) {
          store<u64>(out, EMPTY);
          out += EMPTY_LENGTH;
        }
      } else {
        if (kind != STRING || (reading != NUMERIC && !isPlain(start, length, reading))) return 0;
        out = copy(start, length, out);
      }
    }
    store<u8>(out++, 0);
  }
  store<u32>(outStarts + (<usize>width << 2), <u32>out + shift);
  return out;
}

/** Whether the record names the log that flows of its shape named. */
function isOfLog(shape: usize): bool {
  const place: usize = load<u32>(shape, 8);
  if (place == NONE) return true;
  const start: usize = load<u32>(starts + (place << 2));
  const length = <usize>load<u32>(ends + (place << 2)) - start;
  if (load<u8>(kinds + place) != STRING || length != <usize>load<u32>(shape, 12)) return false;
  const other = v128.xor(v128.load(start), v128.load(shape, 16));
  return !v128.any_true(v128.and(other, v128.load(masks + (16 - length))));
}

/** Whether a text without escapes, not empty, is written as it stands. */
function isPlain(start: usize, length: usize, reading: u32): bool {
  const first: u32 = load<u8>(start);
  // Blanks around some texts are left out.
  if (first == SPACE || <u32>load<u8>(start + length - 1) == SPACE) return false;
  if (reading == LOWER) {
    for (let at = start; at < start + length; at++) if (<u32>load<u8>(at) - 65 < 26) return false;
    return true;
  }
  if (reading != TEXT) return false;
  // What would read as unset or empty.
  if ((first == MINUS && length == 1) || (first == PARENTHESIS && length == EMPTY_LENGTH)) return false;
  for (let done: usize = 0; done < length; done += 16) {
    const marks = i8x16.bitmask(i8x16.eq(v128.load(start + done), i8x16.splat(DELETE)));
    if (marks != 0 && done + ctz(marks) < length) return false;
  }
  return true;
}

/** Sixteen bytes a step: reads and writes up to fifteen past the end. */
function copy(start: usize, length: usize, out: usize): usize {
  for (let done: usize = 0; done < length; done += 16) v128.store(out + done, v128.load(start + done));
  return out + length;
}
