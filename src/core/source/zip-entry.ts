import { viewOf } from './view-of.ts';

/** A file in a zip archive, as its directory or its own header describes it. */
export interface ZipEntry {
  readonly path: string;
  /** How it is packed: 0 not at all, 8 deflate, 93 zstd; others are not read. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** CRC-32 and size of the unpacked file, and its packed size; null when only what follows the file would say it. */
  readonly sizes: ZipSizes | null;
  /** Place of the entry's local header in the archive. */
  readonly headerAt: number;
}

export interface ZipSizes {
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
}

/** Bytes of a local header before the name. APPNOTE.TXT 4.3.7. */
export const LOCAL_HEADER = 30;
export const LOCAL_MAGIC = 0x04034b50;

/** A name: UTF-8 if it is, whatever the archive says; else each byte is a letter. */
export function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

/**
 * Numbers of 64 bits stand in an extra field where those of 32 are all ones, in the order of `wanted`. APPNOTE.TXT
 * 4.5.3.
 */
export function widened(extra: Uint8Array, wanted: readonly number[]): number[] {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== ZIP64) continue;
    const end = Math.min(extra.length, at + 4 + view.getUint16(at + 2, true));
    let next = at + 4;
    return wanted.map((value) => {
      if (value !== ALL_ONES || next + 8 > end) return value;
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    });
  }
  return [...wanted];
}

export const ALL_ONES = 0xffffffff;
const ZIP64 = 1;
