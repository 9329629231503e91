import { aligned, startKernel } from '../kernel/module.ts';

/** What it uses of the module; places are bytes into its memory. See `core/kernel/assembly`. */
interface Exports {
  readObject(
    from: number,
    keys: number,
    keyCount: number,
    ids: number,
    kinds: number,
    starts: number,
    ends: number,
    most: number,
  ): number;
  readonly valueCount: { readonly value: number };
  readonly keyHash: { readonly value: number };
}

/** A block of a file, and what was left of the one before. */
const TEXT_BYTES = 4 << 20;
const KEY_BYTES = 64 << 10;
const KEYS = 2048;
const SLACK = 64;
/** Values of one object that it keeps. */
export const MOST_VALUES = 4096;

/** Where the values of one object stand: by their order. */
export interface Values {
  readonly ids: Uint16Array;
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Reads flat JSON objects in WebAssembly; what it cannot read it leaves to `JsonObject`. Its memory never grows. */
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

  constructor(exports: Exports, buffer: ArrayBuffer, free: number) {
    this.exports = exports;
    this.bytes = new Uint8Array(buffer);
    this.textAt = free;
    this.keys = new Uint32Array(buffer, aligned(free + TEXT_BYTES + SLACK), 4 * KEYS);
    this.starts = new Uint32Array(buffer, aligned(end(this.keys)), MOST_VALUES);
    this.ends = new Uint32Array(buffer, aligned(end(this.starts)), MOST_VALUES);
    this.ids = new Uint16Array(buffer, aligned(end(this.ends)), MOST_VALUES);
    this.kinds = new Uint8Array(buffer, aligned(end(this.ids)), MOST_VALUES);
    this.keyBytesFrom = aligned(end(this.kinds));
    this.keyBytesAt = this.keyBytesFrom;
  }

  /** A key of the outermost object. Beyond its room keys stay unknown, and their objects to the plain code. */
  addKey(key: Uint8Array, id: number): void {
    if (this.keyCount === KEYS || this.keyBytesAt + key.length + SLACK > this.keyBytesFrom + KEY_BYTES) return;
    this.bytes.set(key, this.keyBytesAt);
    this.keys.set([this.keyBytesAt, key.length, id], 4 * this.keyCount);
    this.keyCount++;
    this.keyBytesAt += key.length;
  }

  forgetKeys(): void {
    this.keyCount = 0;
    this.keyBytesAt = this.keyBytesFrom;
  }

  /** As `readObject` in `core/kernel/assembly/json.ts`. */
  read(from: number): number {
    const { keys, ids, kinds, starts, ends } = this;
    return this.exports.readObject(
      from,
      keys.byteOffset,
      this.keyCount,
      ids.byteOffset,
      kinds.byteOffset,
      starts.byteOffset,
      ends.byteOffset,
      MOST_VALUES,
    );
  }

  get count(): number {
    return this.exports.valueCount.value;
  }

  get hash(): number {
    return this.exports.keyHash.value | 0;
  }
}

const free: JsonKernel[] = [];

/** One that nobody uses, without keys: a file of a run after another takes the same. Null where there is no WebAssembly. */
export function borrowJsonKernel(): JsonKernel | null {
  return free.pop() ?? createJsonKernel();
}

export function giveBackJsonKernel(kernel: JsonKernel): void {
  kernel.forgetKeys();
  free.push(kernel);
}

function createJsonKernel(): JsonKernel | null {
  const started = startKernel<Exports>(() => TEXT_BYTES + KEY_BYTES + 16 * KEYS + 11 * MOST_VALUES + 16 * SLACK);
  return started && new JsonKernel(started.exports, started.buffer, started.free);
}

function end(array: Uint32Array | Uint16Array | Uint8Array): number {
  return array.byteOffset + array.byteLength;
}
