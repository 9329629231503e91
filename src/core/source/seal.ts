import { LogError } from '../errors.ts';
import { checksum, PIECE_BYTES } from './checksum.ts';
import { readBytes, SHORTER } from './read-bytes.ts';

/** What a file held when it was read, so that bytes read again can be compared. 4 bytes per 64 kB. */
export interface Seal {
  readonly file: string;
  /** When reading it began, in milliseconds of the epoch. */
  readonly at: number;
  /** Bytes that were read. */
  readonly size: number;
  /** One checksum per `PIECE_BYTES`, the last piece may be shorter. */
  readonly sums: Uint32Array;
}

/** What a seal has grown by: its checksums from place `first` on, and its size. */
export interface SealPart {
  readonly first: number;
  readonly sums: Uint32Array;
  readonly size: number;
}

/** Makes a seal while a file's bytes pass by. */
export class Sealer {
  private readonly file: string;
  private readonly at = Date.now();
  private readonly sums: number[] = [];
  private readonly pieces = new Pieces((piece) => this.sums.push(checksum(piece)));
  /** Checksums of whole pieces that were in a part. */
  private parted = 0;

  constructor(file: string) {
    this.file = file;
  }

  push(bytes: Uint8Array): void {
    this.pieces.push(bytes);
  }

  /** The seal of what came up to now. */
  seal(): Seal {
    const { file, at } = this;
    return { file, at, ...this.from(0) };
  }

  /** What came since the part before. */
  nextPart(): SealPart {
    const first = this.parted;
    this.parted = this.sums.length;
    return { first, ...this.from(first) };
  }

  private from(first: number): { readonly sums: Uint32Array; readonly size: number } {
    const last = this.pieces.rest();
    const whole = this.sums.length - first;
    const sums = new Uint32Array(whole + (last.length > 0 ? 1 : 0));
    for (let i = 0; i < whole; i++) sums[i] = this.sums[first + i];
    if (last.length > 0) sums[whole] = checksum(last);
    return { sums, size: this.sums.length * PIECE_BYTES + last.length };
  }
}

/** The seal that parts make. */
export class JoinedSeal {
  private readonly file: string;
  private readonly at = Date.now();
  private readonly sums: number[] = [];
  private size = 0;

  constructor(file: string) {
    this.file = file;
  }

  add({ first, sums, size }: SealPart): void {
    this.sums.length = first;
    for (const sum of sums) this.sums.push(sum);
    this.size = size;
  }

  seal(): Seal {
    const { file, at, sums, size } = this;
    return { file, at, size, sums: Uint32Array.from(sums) };
  }
}

/** Passes a file's blocks on, and has them sealed. */
export async function* sealing(blocks: AsyncIterable<Uint8Array>, sealer: Sealer): AsyncGenerator<Uint8Array> {
  for await (const block of blocks) {
    sealer.push(block);
    yield block;
  }
}

/**
 * Passes on what is proved to be as it was. `blocks` begin at byte `from`, a multiple of `PIECE_BYTES`, and end where
 * the sealed bytes end or where a piece does; what follows the sealed bytes is left out. Each block is lent until the
 * next is asked for. Throws `LogError` `changed`.
 */
export async function* checked(
  blocks: AsyncIterable<Uint8Array>,
  seal: Seal,
  from = 0,
  to = seal.size,
): AsyncGenerator<Uint8Array> {
  const proved: Uint8Array[] = [];
  let index = from / PIECE_BYTES;
  let left = Math.min(to, seal.size) - from;
  const pieces = new Pieces((piece, isLent) => {
    if (checksum(piece) !== seal.sums[index++]) throw changed(seal, 'content');
    proved.push(isLent ? piece : piece.slice());
  });
  try {
    for await (const block of blocks) {
      const wanted = block.length > left ? block.subarray(0, left) : block;
      left -= wanted.length;
      pieces.push(wanted);
      yield* joinedUp(proved.splice(0));
      if (left === 0) break;
    }
  } catch (error) {
    if (!(error instanceof LogError && error.code === 'unreadable')) throw error;
    throw changed(seal, error.detail.why === SHORTER ? 'size' : 'refused');
  }
  if (left > 0) throw changed(seal, 'size');
  const last = pieces.rest();
  if (last.length === 0) return;
  if (checksum(last) !== seal.sums[index]) throw changed(seal, 'content');
  yield last;
}

/** As `Text.blocks` of a sealed file that is not compressed. */
export async function* sealedBlocks(blob: Blob, seal: Seal, from: number, to: number): AsyncGenerator<Uint8Array> {
  const [start, end] = piecesAround(seal, from, to);
  let at = start;
  for await (const block of checked(readBytes(blob.slice(start, end), seal.file), seal, start, end)) {
    const wanted = block.subarray(Math.max(0, from - at), Math.max(0, to - at));
    at += block.length;
    if (wanted.length > 0) yield wanted;
  }
}

/** Bytes `from` to `to` of a sealed file. Throws `LogError` `changed`. */
export async function readSealed(blob: Blob, seal: Seal, from: number, to: number): Promise<Uint8Array> {
  const [start, end] = piecesAround(seal, from, to);
  const bytes = await refusing(seal, async () => new Uint8Array(await blob.slice(start, end).arrayBuffer()));
  if (bytes.length < to - start) throw changed(seal, 'size');
  for (let at = 0, index = start / PIECE_BYTES; at < bytes.length; at += PIECE_BYTES, index++) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    if (checksum(piece) !== seal.sums[index]) throw changed(seal, 'content');
  }
  return bytes.subarray(from - start, to - start);
}

/** Whole pieces that hold some bytes. */
function piecesAround(seal: Seal, from: number, to: number): readonly [start: number, end: number] {
  const start = Math.floor(from / PIECE_BYTES) * PIECE_BYTES;
  return [start, Math.min(seal.size, Math.ceil(to / PIECE_BYTES) * PIECE_BYTES)];
}

/** Chromium refuses to read a file that changed, and one that is gone. */
async function refusing<T>(seal: Seal, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DOMException && error.name !== 'AbortError') throw changed(seal, 'refused');
    throw error;
  }
}

function changed({ file, at }: Seal, why: 'content' | 'size' | 'refused'): LogError {
  return new LogError('changed', { file, at, why });
}

/** Pieces that lie side by side in one array become one block again. */
function* joinedUp(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  let block: Uint8Array | null = null;
  for (const piece of pieces) {
    if (block !== null && block.buffer === piece.buffer && block.byteOffset + block.length === piece.byteOffset) {
      block = new Uint8Array(block.buffer, block.byteOffset, block.length + piece.length);
      continue;
    }
    if (block !== null) yield block;
    block = piece;
  }
  if (block !== null) yield block;
}

/** Cuts blocks into pieces of `PIECE_BYTES`. One that lies in a single block is lent, others are put together first. */
class Pieces {
  private readonly take: (piece: Uint8Array, isLent: boolean) => void;
  /** As long as it had to be: small files are many. */
  private held = new Uint8Array(0);
  private length = 0;

  constructor(take: (piece: Uint8Array, isLent: boolean) => void) {
    this.take = take;
  }

  push(bytes: Uint8Array): void {
    let at = 0;
    if (this.length > 0) {
      at = Math.min(bytes.length, PIECE_BYTES - this.length);
      this.reserve(this.length + at);
      this.held.set(bytes.subarray(0, at), this.length);
      this.length += at;
      if (this.length < PIECE_BYTES) return;
      this.take(this.held, false);
      this.length = 0;
    }
    for (; at + PIECE_BYTES <= bytes.length; at += PIECE_BYTES) this.take(bytes.subarray(at, at + PIECE_BYTES), true);
    this.length = bytes.length - at;
    this.reserve(this.length);
    this.held.set(bytes.subarray(at));
  }

  private reserve(bytes: number): void {
    if (this.held.length >= bytes) return;
    const before = this.held;
    this.held = new Uint8Array(Math.min(PIECE_BYTES, Math.max(bytes, 2 * before.length)));
    this.held.set(before);
  }

  /** What came after the last whole piece, lent. */
  rest(): Uint8Array {
    return this.held.subarray(0, this.length);
  }
}
