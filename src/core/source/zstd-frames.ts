import { Decompress } from 'fzstd';
import xxhash, { type XXHash, type XXHashAPI } from 'xxhash-wasm';
import type { Damage } from './damage.ts';
import { joined } from './joined.ts';
import { readBlockHeader, readFrameHeader, SKIPPABLE_HEADER, skippableSize } from './zstd-headers.ts';

/** fzstd gives wrong bytes with the next larger one: measured with `zstd --long=27` over 148 MB. */
const LARGEST_WINDOW = 64 << 20;

/** Null where WebAssembly cannot be had: checksums are then not looked at. */
export async function startXxhash(): Promise<XXHashAPI | null> {
  try {
    return await xxhash();
  } catch {
    return null;
  }
}

/**
 * Decompresses zstd, any number of frames, as its bytes come. fzstd is given one block at a time, so that no more than
 * 128 kB come out at once, whatever the file is. `damage` is the first thing wrong: what stands before it came out.
 */
export class ZstdFrames {
  damage: Damage | null = null;
  private readonly xxhash: XXHashAPI | null;
  private held: Uint8Array = new Uint8Array(0);
  private state: 'frame' | 'block' | 'done' = 'frame';
  /** Bytes of a frame to be skipped that have not come yet. */
  private toSkip = 0;
  private frames = 0;
  private pushed = 0;
  private decoder: Decompress | null = null;
  private hash: XXHash<bigint> | null = null;
  private hasChecksum = false;
  /** Of the frame at hand, until its first block is there. */
  private header: Uint8Array = new Uint8Array(0);
  private text: Uint8Array[] = [];

  constructor(xxhash: XXHashAPI | null) {
    this.xxhash = xxhash;
  }

  /** The text that the next bytes bring, block by block. */
  *push(bytes: Uint8Array): Generator<Uint8Array> {
    this.pushed += bytes.length;
    let input = joined(this.held, bytes);
    while (this.state !== 'done') {
      if (this.toSkip > 0) {
        const skipped = Math.min(this.toSkip, input.length);
        this.toSkip -= skipped;
        input = input.subarray(skipped);
      }
      const used = this.state === 'frame' ? this.readFrame(input) : this.readBlock(input);
      yield* this.text.splice(0);
      if (used < 0) break;
      input = input.subarray(used);
    }
    this.held = input.slice();
  }

  /** The file is over. */
  end(): void {
    const isWhole = this.state === 'frame' && this.held.length === 0 && this.toSkip === 0 && this.frames > 0;
    if (!isWhole) this.harm('cut');
  }

  /** How many bytes of the input the header of a frame takes; -1 when it goes on. */
  private readFrame(input: Uint8Array): number {
    if (this.toSkip > 0 || input.length === 0) return -1;
    const skippable = skippableSize(input);
    if (skippable !== null) {
      if (input.length < SKIPPABLE_HEADER) return -1;
      this.toSkip = skippable;
      this.frames++;
      return SKIPPABLE_HEADER;
    }
    const header = readFrameHeader(input);
    if (header === 'short') return -1;
    if (header === 'none') return this.stop(this.frames > 0 ? 'trailing' : 'damaged');
    if (header.window > LARGEST_WINDOW) return this.stop('window');
    if (header.hasDictionary) return this.stop('dictionary');
    this.decoder = new Decompress((text) => {
      if (text.length === 0) return;
      this.hash?.update(text);
      this.text.push(text);
    });
    this.hasChecksum = header.hasChecksum;
    this.hash = header.hasChecksum ? (this.xxhash?.create64() ?? null) : null;
    this.state = 'block';
    // fzstd reads the header again, with the first block.
    this.header = input.slice(0, header.length);
    return header.length;
  }

  /** As `readFrame`, of a block; the last is read with the checksum behind it. */
  private readBlock(input: Uint8Array): number {
    const block = readBlockHeader(input);
    if (block === null) return -1;
    if (block.kind === 'reserved') return this.stop('damaged');
    const end = block.size + (block.isLast && this.hasChecksum ? 4 : 0);
    if (input.length < end) return -1;
    try {
      // A copy: it keeps what it is given.
      this.decoder?.push(joined(this.header, input.slice(0, end)), block.isLast);
    } catch {
      return this.stop('damaged', this.pushed - input.length);
    }
    this.header = new Uint8Array(0);
    if (!block.isLast) return end;
    this.state = 'frame';
    this.frames++;
    if (this.hash !== null) {
      const stated = new DataView(input.buffer, input.byteOffset + end - 4, 4).getUint32(0, true);
      if (Number(this.hash.digest() & 0xffffffffn) !== stated) {
        this.harm('checksum', this.pushed - input.length + end);
      }
    }
    return end;
  }

  private stop(why: Damage['why'], at?: number): number {
    this.harm(why, at);
    this.state = 'done';
    return -1;
  }

  private harm(why: Damage['why'], at = this.pushed): void {
    this.damage ??= { why, at };
  }
}
