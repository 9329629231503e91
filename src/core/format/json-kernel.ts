import { aligned, startKernel } from '../kernel/module.ts';
import type { RecordWriter } from './record-writer.ts';

/** What it uses of the module; places are bytes into its memory. See `core/kernel/assembly`. */
interface Exports {
  setAreas(...areas: readonly number[]): void;
  readRecords(
    from: number,
    keyCount: number,
    width: number,
    most: number,
    room: number,
    shift: number,
    line: number,
    offset: number,
  ): number;
  addShape(shape: number): void;
  readonly valueCount: { readonly value: number };
  readonly keyHash: { readonly value: number };
  readonly stoppedRecord: { readonly value: number };
  readonly stoppedLine: { readonly value: number };
  readonly cellsEnd: { readonly value: number };
  readonly objectEnd: { readonly value: number };
  readonly isKnown: { readonly value: number };
}

/** A block of a file, and what was left of the one before. */
const TEXT_BYTES = 4 << 20;
const KEY_BYTES = 64 << 10;
const KEYS = 2048;
const SLACK = 64;
/** Values of one object that it keeps. */
export const MOST_VALUES = 4096;
/** Shapes, a quarter of their slots, and room for them: as many of 24 fields as there may be, fewer of more. */
const SHAPES = 256;
const SLOTS = 4 * SHAPES;
const SHAPE_BYTES = 64 << 10;
const NONE = 0xffff;
const QUOTE = 34;
const COLON = 58;
const LONGEST_NAME = 16;
/** Cells of records, until a `RecordWriter` takes them. */
const RECORDS = 1024;
const CELLS_BYTES = 256 << 10;
const CELL_STARTS = 64 << 10;

/** Where the values of one object stand: by their order. */
export interface Values {
  readonly ids: Uint16Array;
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** How a value becomes a cell, where that is more than a copy: as in `core/kernel/assembly/records.ts`. */
export const COPIED = 0;
export const NUMERIC = 1;
export const TEXT = 2;
export const LOWER = 3;

/** What flows with the same keys in the same order have in common; places are among an object's values. */
export interface FlowShape {
  /** Ids of the keys in their order, and a hash of them as `JsonObject` has it. */
  readonly ids: Uint16Array;
  readonly hash: number;
  /** By cell: place of its value, -1 for none, and how it is read. */
  readonly places: Int32Array;
  readonly readings: readonly number[];
  /** A value that names the log must stand at `place` and be `name`. */
  readonly log: { readonly place: number; readonly name: Uint8Array } | null;
}

/**
 * Reads JSON in WebAssembly: flat objects, and whole flows of known shapes; what it cannot read it leaves to
 * `JsonObject` and `JsonFlows`. Its memory never grows.
 */
export class JsonKernel implements Values {
  /** All of its memory, in which `starts` and `ends` are places. */
  readonly bytes: Uint8Array;
  readonly textAt: number;
  readonly textLength = TEXT_BYTES;
  readonly ids: Uint16Array;
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  private readonly exports: Exports;
  private readonly keys: Uint32Array;
  private readonly keyBytesFrom: number;
  private keyBytesAt: number;
  private keyCount = 0;
  private readonly slots: Uint32Array;
  private readonly shapesFrom: number;
  private shapesAt: number;
  private shapeCount = 0;
  private readonly cells: Uint8Array;
  private readonly cellStarts: Uint32Array;
  private readonly lines: Uint32Array;
  private readonly places: Float64Array;

  constructor(exports: Exports, buffer: ArrayBuffer, free: number) {
    this.exports = exports;
    this.bytes = new Uint8Array(buffer);
    this.textAt = free;
    this.keys = new Uint32Array(buffer, aligned(free + TEXT_BYTES + SLACK), 4 * KEYS);
    this.starts = new Uint32Array(buffer, end(this.keys), MOST_VALUES);
    this.ends = new Uint32Array(buffer, end(this.starts), MOST_VALUES);
    this.ids = new Uint16Array(buffer, end(this.ends), MOST_VALUES);
    this.kinds = new Uint8Array(buffer, end(this.ids), MOST_VALUES);
    this.keyBytesFrom = end(this.kinds);
    this.keyBytesAt = this.keyBytesFrom;
    this.slots = new Uint32Array(buffer, aligned(this.keyBytesFrom + KEY_BYTES), SLOTS);
    this.shapesFrom = end(this.slots);
    this.shapesAt = this.shapesFrom;
    this.cells = new Uint8Array(buffer, aligned(this.shapesFrom + SHAPE_BYTES), CELLS_BYTES);
    this.cellStarts = new Uint32Array(buffer, aligned(end(this.cells) + SLACK), CELL_STARTS);
    this.lines = new Uint32Array(buffer, end(this.cellStarts), RECORDS);
    this.places = new Float64Array(buffer, end(this.lines), RECORDS);
    const { keys, ids, kinds, starts, ends, slots, cells, cellStarts, lines, places } = this;
    const [before, after] = [
      [keys, ids, kinds, starts, ends],
      [slots, cells, cellStarts, lines, places],
    ].map((areas) => areas.map(({ byteOffset }) => byteOffset));
    exports.setAreas(...before, MOST_VALUES, ...after);
  }

  /**
   * A key of the outermost object, which is looked for after `place` others. Beyond its room keys stay unknown, and
   * their objects to the plain code.
   */
  addKey(key: Uint8Array, id: number, place: number): void {
    const length = key.length + 2;
    if (this.keyCount === KEYS || this.keyBytesAt + length + SLACK > this.keyBytesFrom + KEY_BYTES) return;
    this.bytes.set(key, this.keyBytesAt);
    this.bytes.set([QUOTE, COLON], this.keyBytesAt + key.length);
    this.keys.copyWithin(4 * (place + 1), 4 * place, 4 * this.keyCount);
    this.keys.set([this.keyBytesAt, length, id], 4 * Math.min(place, this.keyCount));
    this.keyCount++;
    this.keyBytesAt += length;
  }

  forgetKeys(): void {
    this.keyCount = 0;
    this.keyBytesAt = this.keyBytesFrom;
    this.forgetShapes();
  }

  /** A shape that it does not know. Beyond its room shapes stay unknown, and their flows to the plain code. */
  addShape({ ids, hash, places, readings, log }: FlowShape): void {
    const at = this.shapesAt;
    const bytes = 32 + 4 * places.length + 2 * ids.length;
    const name = log?.name ?? new Uint8Array(0);
    const isTooMuch = this.shapeCount === SHAPES || at + bytes > this.shapesFrom + SHAPE_BYTES;
    if (isTooMuch || name.length > LONGEST_NAME) return;
    new Uint32Array(this.bytes.buffer, at, 4).set([hash, ids.length, log?.place ?? NONE, name.length]);
    this.bytes.set(name, at + 16);
    const cells = new Uint16Array(this.bytes.buffer, at + 32, 2 * places.length + ids.length);
    places.forEach((place, cell) => {
      cells.set([place < 0 ? NONE : place, readings[cell]], 2 * cell);
    });
    cells.set(ids, 2 * places.length);
    this.exports.addShape(at);
    this.shapeCount++;
    this.shapesAt = aligned(at + bytes);
  }

  /** To be called before cells are laid out otherwise. */
  forgetShapes(): void {
    this.slots.fill(0);
    this.shapeCount = 0;
    this.shapesAt = this.shapesFrom;
  }

  /**
   * Reads flows from the object at `from` on, which is in line `line`, into `writer`, until one needs another look. As
   * `readRecords` in `core/kernel/assembly/records.ts`. A record's place in the text is its place here plus `offset`.
   */
  read(from: number, line: number, offset: number, writer: RecordWriter): void {
    const { width, records, bytes, at } = writer.room();
    const { exports, keyCount, cells, cellStarts, lines, places } = this;
    const most = Math.min(RECORDS, records, Math.floor(CELL_STARTS / (width + 1)));
    const shift = at - cells.byteOffset;
    const room = Math.min(CELLS_BYTES, bytes);
    const count = exports.readRecords(from, keyCount, width, most, room, shift, line, offset);
    if (count > 0)
      writer.add(count, cells.subarray(0, exports.cellsEnd.value - cells.byteOffset), cellStarts, lines, places);
  }

  /** Where the last `read` stopped, and in which line. */
  get stoppedAt(): number {
    return this.exports.stoppedRecord.value;
  }

  get stoppedLine(): number {
    return this.exports.stoppedLine.value >>> 0;
  }

  /** The place after the object where it stopped, whose values are here; 0 when it could not be read. */
  get objectEnd(): number {
    return this.exports.objectEnd.value;
  }

  /** Whether that object is of a shape that it knows. */
  get isKnown(): boolean {
    return this.exports.isKnown.value !== 0;
  }

  get count(): number {
    return this.exports.valueCount.value;
  }

  get hash(): number {
    return this.exports.keyHash.value | 0;
  }
}

const free: JsonKernel[] = [];

/** A free kernel without keys, which consecutive files of a run share. Null without WebAssembly. */
export function borrowJsonKernel(): JsonKernel | null {
  return free.pop() ?? createJsonKernel();
}

export function giveBackJsonKernel(kernel: JsonKernel): void {
  kernel.forgetKeys();
  free.push(kernel);
}

function createJsonKernel(): JsonKernel | null {
  const values = 16 * KEYS + KEY_BYTES + 11 * MOST_VALUES;
  const records = 4 * SLOTS + SHAPE_BYTES + CELLS_BYTES + 4 * CELL_STARTS + 12 * RECORDS;
  const started = startKernel<Exports>(() => TEXT_BYTES + values + records + 16 * SLACK);
  return started && new JsonKernel(started.exports, started.buffer, started.free);
}

function end({ byteOffset, byteLength }: ArrayBufferView): number {
  return byteOffset + byteLength;
}
