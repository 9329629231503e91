import type { Damage } from './damage.ts';
import {
  type BlockStart,
  borrowInflateKernel,
  giveBackInflateKernel,
  type InflateKernel,
  IS_OVER,
  NEEDS_INPUT,
} from './inflate-kernel.ts';
import { joined } from './joined.ts';

/** A place in a gzip file from which its text can be read: a block of a member. */
export interface GzipPoint {
  /** Byte of the file to go on at, and the byte of text that comes of it. */
  readonly file: number;
  readonly text: number;
  readonly block: BlockStart;
}

/** Text between two points, at least: 32 kB are kept for each. */
const POINT_EVERY = 1 << 20;
/** Of a long text the points lie farther apart, so that 100 GB of it take 0.4 GB of them. */
const POINTS_AT_ONCE = 2048;
const TRAILER = 8;

type Phase = 'header' | 'body' | 'trailer' | 'done';

/**
 * Inflates a gzip file of any number of members as its bytes come. `points` are places to read it from again; `damage`
 * is the first thing wrong: what stands before it came out, and after a wrong checksum the members that follow as well.
 */
export class GunzipKernel {
  readonly points: GzipPoint[] = [];
  damage: Damage | null = null;
  private readonly kernel: InflateKernel;
  private isClosed = false;
  private phase: Phase;
  /** Of a header or trailer whose end has not come yet. */
  private held: Uint8Array = new Uint8Array(0);
  private members = 0;
  private crc = 0;
  private length = 0;
  /** False when it began within a member, whose checksum it cannot know. */
  private isChecked: boolean;
  /** Bytes of the file that were pushed, and of text that came out. */
  private pushed: number;
  private text: number;
  private nextPoint: number;

  constructor(kernel: InflateKernel, from: GzipPoint | null = null) {
    this.kernel = kernel;
    this.phase = from === null ? 'header' : 'body';
    this.isChecked = from === null;
    this.pushed = from?.file ?? 0;
    this.text = from?.text ?? 0;
    this.nextPoint = from === null ? 0 : Number.POSITIVE_INFINITY;
    if (from !== null) kernel.start(from.block);
  }

  /** The text that the next bytes of the file bring, in blocks that are lent until the next is asked for. */
  *push(bytes: Uint8Array): Generator<Uint8Array> {
    this.pushed += bytes.length;
    let input = bytes;
    while (this.phase !== 'done') {
      if (this.phase === 'body') {
        const rest: Uint8Array | null = yield* this.inflate(input);
        if (rest === null) return;
        input = rest;
        continue;
      }
      input = this.held.length === 0 ? input : joined(this.held, input);
      this.held = new Uint8Array(0);
      const used = this.phase === 'header' ? this.readHeader(input) : this.readTrailer(input);
      if (used < 0) {
        this.held = input.slice();
        return;
      }
      input = input.subarray(used);
    }
  }

  /** Bytes of text that are there and did not come out. */
  get waiting(): number {
    return this.phase === 'body' ? this.kernel.ready : 0;
  }

  /** Those. */
  *rest(): Generator<Uint8Array> {
    if (this.phase === 'body') yield* this.taken();
  }

  /** The text that is left when the file is over. */
  *end(): Generator<Uint8Array> {
    if (this.phase === 'body') {
      yield* this.taken();
      this.harm('cut');
    } else if (this.phase === 'trailer' || (this.phase === 'header' && this.held.length > 0)) {
      const isPadding = this.phase === 'header' && this.members > 0 && this.held.every((byte) => byte === 0);
      if (!isPadding) this.harm('cut');
    } else if (this.phase === 'header' && this.members === 0) this.harm('cut');
  }

  /** Gives the kernel back. Nothing more can be pushed, and text that is still lent is lost; points and damage stay. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.phase = 'done';
    giveBackInflateKernel(this.kernel);
  }

  /** What of the input is left when the member is over; null when all of it is used. */
  private *inflate(input: Uint8Array): Generator<Uint8Array, Uint8Array | null> {
    const { kernel } = this;
    let at = 0;
    for (;;) {
      at += kernel.feed(input, at);
      const wantsPoint = this.text + kernel.ready >= this.nextPoint;
      const outcome = kernel.run(wantsPoint);
      if (outcome === NEEDS_INPUT) {
        if (at === input.length) return null;
      } else if (outcome === IS_OVER) {
        yield* this.taken();
        this.phase = 'trailer';
        return joined(kernel.unread(), input.subarray(at));
      } else if (outcome < 0) {
        yield* this.taken();
        this.harm('damaged', this.pushed - (input.length - at) - kernel.waiting);
        this.phase = 'done';
        return null;
      } else if (!(wantsPoint && this.addPoint(input.length - at))) {
        yield* this.taken();
        kernel.slide();
      }
    }
  }

  /** Notes where the kernel stands, if that is between two blocks; `left` bytes of the input are not fed. */
  private addPoint(left: number): boolean {
    const found = this.kernel.blockStart();
    if (found === null) return false;
    const text = this.text + this.kernel.ready;
    this.points.push({ file: this.pushed - left - found.unused, text, block: found.start });
    this.nextPoint = text + pointEvery(text);
    return true;
  }

  private *taken(): Generator<Uint8Array> {
    const text = this.kernel.take();
    if (text.length === 0) return;
    this.crc = this.kernel.crc32(this.crc, text);
    this.length += text.length;
    this.text += text.length;
    yield text;
  }

  private readHeader(input: Uint8Array): number {
    const length = headerLength(input);
    if (length === NOT_GZIP) {
      const isPadding = this.members > 0 && input.every((byte) => byte === 0);
      if (isPadding) return -1;
      this.harm(this.members > 0 ? 'trailing' : 'damaged', this.pushed - input.length);
      this.phase = 'done';
      return 0;
    }
    if (length < 0) return -1;
    this.kernel.start();
    this.crc = 0;
    this.length = 0;
    this.isChecked = true;
    this.phase = 'body';
    if (this.text >= this.nextPoint) {
      const block = { bits: 0, bitCount: 0, window: new Uint8Array(0) };
      this.points.push({ file: this.pushed - input.length + length, text: this.text, block });
      this.nextPoint = this.text + pointEvery(this.text);
    }
    return length;
  }

  private readTrailer(input: Uint8Array): number {
    if (input.length < TRAILER) return -1;
    const view = new DataView(input.buffer, input.byteOffset, TRAILER);
    const isRight = view.getUint32(0, true) === this.crc && view.getUint32(4, true) === this.length % 2 ** 32;
    if (this.isChecked && !isRight) this.harm('checksum', this.pushed - input.length + TRAILER);
    this.members++;
    this.phase = 'header';
    return TRAILER;
  }

  private harm(why: Damage['why'], at = this.pushed): void {
    this.damage ??= { why, at };
  }
}

function pointEvery(text: number): number {
  return Math.max(POINT_EVERY, text / POINTS_AT_ONCE);
}

/** Inflates a file block after block and closes `gunzip`; each block is lent until the next is asked for. */
export async function* gunzipByKernel(
  gunzip: GunzipKernel,
  compressed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const block of compressed) yield* gunzip.push(block);
    yield* gunzip.end();
  } finally {
    gunzip.close();
  }
}

/** Null where WebAssembly cannot be had. The caller closes it. */
export function createGunzip(from: GzipPoint | null = null): GunzipKernel | null {
  const kernel = borrowInflateKernel();
  return kernel && new GunzipKernel(kernel, from);
}

const NOT_GZIP = -2;

/** Length of a member's header, -1 when it goes on, `NOT_GZIP` when it is none. RFC 1952, 2.3. */
function headerLength(bytes: Uint8Array): number {
  if ((bytes.length > 0 && bytes[0] !== 0x1f) || (bytes.length > 1 && bytes[1] !== 0x8b)) return NOT_GZIP;
  if (bytes.length > 2 && bytes[2] !== 8) return NOT_GZIP;
  if (bytes.length < 10) return -1;
  const flags = bytes[3];
  let at = 10;
  if (flags & 4) {
    if (bytes.length < at + 2) return -1;
    at += 2 + bytes[at] + 256 * bytes[at + 1];
  }
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0 || at > bytes.length) return -1;
    at = end + 1;
  }
  if (flags & 2) at += 2;
  return at <= bytes.length ? at : -1;
}
