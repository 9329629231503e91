import { aligned, startKernel } from '../kernel/module.ts';

/** What it uses of the module; places are bytes into its memory. See `core/kernel/assembly`. */
interface Exports {
  startInflate(): void;
  resumeInflate(value: number, count: number): void;
  atHeader(): number;
  headerBits(): number;
  headerBitCount(): number;
  bytesAhead(): number;
  inflate(from: number, inputEnd: number, to: number, outputEnd: number, oldest: number, isStopping: boolean): number;
  readonly input: { readonly value: number };
  readonly output: { readonly value: number };
  crc32(crc: number, at: number, length: number): number;
}

/** Outcomes of `run`. A third one, 1, means that the output is full. */
export const NEEDS_INPUT = 0;
export const IS_OVER = 2;

const INPUT_BYTES = 256 << 10;
/** How far back deflate refers. */
const WINDOW_BYTES = 32 << 10;
const OUTPUT_BYTES = 1 << 20;
const SLACK = 320;
/** Bytes that may have been taken ahead, into the kernel's bits, and are given back when a stream is over. */
const AHEAD = 8;

/** A position where inflating can restart within a stream: at a block header, which may begin within a byte. */
export interface BlockStart {
  readonly bits: number;
  readonly bitCount: number;
  /** The text before it, as far back as deflate refers. */
  readonly window: Uint8Array<ArrayBuffer>;
}

/**
 * Inflates raw deflate in WebAssembly: input is fed as it comes, text taken when there is enough. 1.3 MB of memory that
 * never grows. Every byte before damage comes out.
 */
export class InflateKernel {
  private readonly exports: Exports;
  private readonly bytes: Uint8Array;
  private readonly inputAt: number;
  private readonly outputAt: number;
  /** What is fed and not read yet. */
  private from: number;
  private fed: number;
  /** Text that is not taken yet, and the oldest byte that may be referred to. */
  private taken: number;
  private to: number;
  private oldest: number;

  constructor(exports: Exports, buffer: ArrayBuffer, free: number) {
    this.exports = exports;
    this.bytes = new Uint8Array(buffer);
    this.inputAt = free + AHEAD;
    this.outputAt = aligned(this.inputAt + INPUT_BYTES + SLACK) + WINDOW_BYTES;
    this.from = this.inputAt;
    this.fed = this.inputAt;
    this.taken = this.outputAt;
    this.to = this.outputAt;
    this.oldest = this.outputAt;
  }

  /** Begins a stream, or goes on at a block of one. What was fed before is forgotten. */
  start(block: BlockStart | null = null): void {
    this.from = this.inputAt;
    this.fed = this.inputAt;
    this.taken = this.outputAt;
    this.to = this.outputAt;
    this.oldest = this.outputAt - (block?.window.length ?? 0);
    if (block === null) this.exports.startInflate();
    else {
      this.bytes.set(block.window, this.oldest);
      this.exports.resumeInflate(block.bits, block.bitCount);
    }
  }

  /** Takes as many bytes from `at` on as fit. Returns their number. */
  feed(bytes: Uint8Array, at: number): number {
    this.bytes.copyWithin(this.inputAt - AHEAD, this.from - AHEAD, this.fed);
    this.fed -= this.from - this.inputAt;
    this.from = this.inputAt;
    const count = Math.min(bytes.length - at, this.inputAt + INPUT_BYTES - this.fed);
    this.bytes.set(bytes.subarray(at, at + count), this.fed);
    this.fed += count;
    return count;
  }

  /** Inflates until the input, the room or the stream ends; with `isStopping`, or a block. Negative for damage. */
  run(isStopping: boolean): number {
    const end = this.outputAt + OUTPUT_BYTES;
    const outcome = this.exports.inflate(this.from, this.fed, this.to, end, this.oldest, isStopping);
    this.from = this.exports.input.value >>> 0;
    this.to = this.exports.output.value >>> 0;
    return outcome;
  }

  /** Bytes of text that can be taken. */
  get ready(): number {
    return this.to - this.taken;
  }

  /** The text since the last take, lent until the next run. */
  take(): Uint8Array {
    const text = this.bytes.subarray(this.taken, this.to);
    this.taken = this.to;
    return text;
  }

  /** Makes room, once the text is taken: what deflate may refer to moves to the front. */
  slide(): void {
    const start = Math.max(this.oldest, this.to - WINDOW_BYTES);
    const length = this.to - start;
    this.bytes.copyWithin(this.outputAt - length, start, this.to);
    this.oldest = this.outputAt - length;
    this.to = this.outputAt;
    this.taken = this.outputAt;
  }

  /** Where it stands, when that is between two blocks; and how many of the fed bytes are not used there. */
  blockStart(): { readonly start: BlockStart; readonly unused: number } | null {
    if (this.exports.atHeader() === 0) return null;
    const window = this.bytes.slice(Math.max(this.oldest, this.to - WINDOW_BYTES), this.to);
    const start = { bits: this.exports.headerBits(), bitCount: this.exports.headerBitCount(), window };
    return { start, unused: this.waiting + this.exports.bytesAhead() };
  }

  /** What was fed and is not of the stream, once it is over; the bytes are copied. */
  unread(): Uint8Array {
    return this.bytes.slice(this.from, this.fed);
  }

  /** Number of fed bytes that are not read. */
  get waiting(): number {
    return this.fed - this.from;
  }

  /** CRC-32 of what came before, with checksum `crc`, and a text that was just taken. */
  crc32(crc: number, text: Uint8Array): number {
    return this.exports.crc32(crc, text.byteOffset, text.length) >>> 0;
  }
}

/** Kernels that are free: an instance costs as much as inflating some hundred kB. */
const spare: InflateKernel[] = [];
const MOST_SPARE = 4;

/** A kernel for one file, to be given back after it. Null where WebAssembly cannot be had: see `startKernel`. */
export function borrowInflateKernel(): InflateKernel | null {
  return spare.pop() ?? createInflateKernel();
}

/** Takes a kernel back. Neither it nor text that it lent may be used afterwards. */
export function giveBackInflateKernel(kernel: InflateKernel): void {
  if (spare.length < MOST_SPARE) spare.push(kernel);
}

function createInflateKernel(): InflateKernel | null {
  const started = startKernel<Exports>(() => INPUT_BYTES + WINDOW_BYTES + OUTPUT_BYTES + 4 * SLACK);
  return started && new InflateKernel(started.exports, started.buffer, started.free);
}
