import { viewOf } from './view-of.ts';

/** What the header of a frame says. RFC 8878, 3.1.1.1. */
export interface FrameHeader {
  readonly length: number;
  /** How far back the frame may refer, in bytes. */
  readonly window: number;
  readonly hasChecksum: boolean;
  readonly hasDictionary: boolean;
}

export interface BlockHeader {
  /** `reserved` also when it is larger than a block can be. */
  readonly kind: 'raw' | 'rle' | 'compressed' | 'reserved';
  readonly isLast: boolean;
  /** Bytes of the block, its header with it. */
  readonly size: number;
}

const MAGIC = 0xfd2fb528;
const HEADER = 3;
/** A block holds 128 kB at most, before and after it was compressed. */
const MOST_BLOCK = (128 << 10) + HEADER;

/** Bytes before a frame that is to be skipped, which say how long it is. */
export const SKIPPABLE_HEADER = 8;

/**
 * Bytes behind the header of a frame that is to be skipped, 0 as long as that is not known; null for any other frame.
 * RFC 8878, 3.1.2.
 */
export function skippableSize(bytes: Uint8Array): number | null {
  if ((bytes[0] & 0xf0) !== 0x50 || bytes[1] !== 0x2a || bytes[2] !== 0x4d || bytes[3] !== 0x18) return null;
  return bytes.length < SKIPPABLE_HEADER ? 0 : viewOf(bytes).getUint32(4, true);
}

/** `short` when more bytes are needed, `none` when it is no frame. */
export function readFrameHeader(bytes: Uint8Array): FrameHeader | 'short' | 'none' {
  const magic = [0x28, 0xb5, 0x2f, 0xfd];
  if (magic.some((byte, i) => i < bytes.length && bytes[i] !== byte) && !maySkip(bytes)) return 'none';
  if (bytes.length < 5) return 'short';
  if (viewOf(bytes).getUint32(0, true) !== MAGIC) return 'none';
  const descriptor = bytes[4];
  if ((descriptor & 8) !== 0) return 'none'; // reserved
  const isSingle = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3];
  const content = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6];
  const length = 5 + (isSingle ? 0 : 1) + dictionary + content;
  if (bytes.length < length) return 'short';
  const dictionaryAt = length - content - dictionary;
  return {
    length,
    window: isSingle ? littleEndian(bytes, length - content, content) + (content === 2 ? 256 : 0) : windowOf(bytes[5]),
    hasChecksum: (descriptor & 4) !== 0,
    hasDictionary: littleEndian(bytes, dictionaryAt, dictionary) !== 0,
  };
}

/** Null when more bytes are needed. RFC 8878, 3.1.1.2. */
export function readBlockHeader(bytes: Uint8Array): BlockHeader | null {
  if (bytes.length < HEADER) return null;
  const bits = littleEndian(bytes, 0, HEADER);
  const kind = (['raw', 'rle', 'compressed', 'reserved'] as const)[(bits >> 1) & 3];
  const isTooLarge = HEADER + (bits >> 3) > MOST_BLOCK;
  return {
    kind: isTooLarge ? 'reserved' : kind,
    isLast: (bits & 1) !== 0,
    size: HEADER + (kind === 'rle' ? 1 : bits >> 3),
  };
}

/** Whether so few bytes may begin a frame that is to be skipped. */
function maySkip(bytes: Uint8Array): boolean {
  return [0x50, 0x2a, 0x4d, 0x18].every(
    (byte, i) => i >= bytes.length || (i === 0 ? bytes[i] & 0xf0 : bytes[i]) === byte,
  );
}

function windowOf(byte: number): number {
  const base = 2 ** (10 + (byte >> 3));
  return base + (base / 8) * (byte & 7);
}

function littleEndian(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = length - 1; i >= 0; i--) value = value * 256 + bytes[at + i];
  return value;
}
