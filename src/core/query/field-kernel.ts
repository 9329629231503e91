import { aligned, startKernel } from '../kernel/module.ts';
import type { Layout } from '../table/table.ts';

/** Exports of the WebAssembly module. Offsets are bytes in its memory. See `core/kernel/assembly/fields.ts`. */
interface Exports {
  findField(starts: number, shift: number, count: number, field: number, separator: number, places: number): void;
  keyFields(places: number, count: number, high: number, low: number, shapes: number): void;
  setUnset(at: number, length: number): void;
}

/** Lines per call. */
export const BATCH = 1024;

const TEXT_BYTES = 1 << 20;
const UNSET_BYTES = 256;
/** Most bytes that the kernel loads past the end of the text. */
const SLACK = 64;

/**
 * Finds one cell in each of many lines in WebAssembly. Gives the same result as `RecordForm.findAll`, several times as
 * fast.
 */
export class FieldKernel {
  /** The kernel's memory. `places` are offsets into it. */
  readonly bytes: Uint8Array;
  /** Start and end offsets of the cells of the last `find`. */
  readonly places: Uint32Array;
  private readonly exports: Exports;
  private readonly textAt: number;
  private readonly unsetAt: number;
  private readonly starts: Uint32Array;
  private readonly high: Uint32Array;
  private readonly low: Uint32Array;
  private readonly shapes: Uint8Array;
  private layout: Layout | null = null;

  constructor(exports: Exports, buffer: ArrayBuffer, free: number) {
    this.exports = exports;
    this.bytes = new Uint8Array(buffer);
    this.textAt = free;
    this.unsetAt = free + TEXT_BYTES + SLACK;
    this.starts = new Uint32Array(buffer, aligned(this.unsetAt + UNSET_BYTES), BATCH + 1);
    this.places = new Uint32Array(buffer, aligned(end(this.starts)), 2 * BATCH);
    this.high = new Uint32Array(buffer, end(this.places), BATCH);
    this.low = new Uint32Array(buffer, end(this.high), BATCH);
    this.shapes = new Uint8Array(buffer, end(this.low), BATCH);
  }

  /**
   * Finds cells as `RecordForm.findAll` does. Returns false without a result when the lines do not fit into the memory.
   */
  find(bytes: Uint8Array, starts: Uint32Array, count: number, field: number, layout: Layout): boolean {
    const [from, to] = [starts[0], starts[count]];
    const { separator, unset } = layout;
    if (separator.length !== 1 || unset.length > UNSET_BYTES || to - from > TEXT_BYTES) return false;
    if (layout !== this.layout) {
      this.layout = layout;
      this.bytes.set(unset, this.unsetAt);
      this.exports.setUnset(this.unsetAt, unset.length);
    }
    this.bytes.set(bytes.subarray(from, to), this.textAt);
    this.starts.set(starts.subarray(0, count + 1));
    const { byteOffset } = this.starts;
    this.exports.findField(byteOffset, this.textAt - from, count, field, separator[0], this.places.byteOffset);
    return true;
  }

  /** Writes the sort keys of the cells of the last `find` to the rows from `first` on: see `TextKeys`. */
  writeKeys(count: number, first: number, high: Uint32Array, low: Uint32Array, shape: Uint8Array): void {
    const { exports, places } = this;
    exports.keyFields(places.byteOffset, count, this.high.byteOffset, this.low.byteOffset, this.shapes.byteOffset);
    high.set(this.high.subarray(0, count), first);
    low.set(this.low.subarray(0, count), first);
    shape.set(this.shapes.subarray(0, count), first);
  }
}

function end(array: Uint32Array): number {
  return array.byteOffset + array.byteLength;
}

let kernel: FieldKernel | null | undefined;

/** The kernel of this thread. Null without WebAssembly: see `startKernel`. */
export function fieldKernel(): FieldKernel | null {
  if (kernel === undefined) {
    const started = startKernel<Exports>(() => TEXT_BYTES + UNSET_BYTES + BATCH * 25 + 4 * SLACK + 256);
    kernel = started && new FieldKernel(started.exports, started.buffer, started.free);
  }
  return kernel;
}
