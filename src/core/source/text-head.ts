import { Gunzip } from 'fflate';
import { createGunzip } from './gunzip-kernel.ts';
import { MAGIC_BYTES } from './magic.ts';
import { ZstdFrames } from './zstd-frames.ts';

/** Compressed bytes that are looked at first: mostly they hold as much text as tells an archive. */
const FIRST = 512;

/**
 * The beginning of the text of a gzip file of which the first bytes are given: as much as tells an archive, if they
 * bring it.
 */
export function gzipHead(bytes: Uint8Array): Uint8Array {
  const gunzip = createGunzip();
  if (gunzip === null) return headByLibrary(bytes);
  try {
    for (const piece of [bytes.subarray(0, FIRST), bytes.subarray(FIRST)]) {
      for (const block of gunzip.push(piece)) return block.slice(0, MAGIC_BYTES);
      if (gunzip.waiting >= MAGIC_BYTES) break;
    }
    for (const block of gunzip.rest()) return block.slice(0, MAGIC_BYTES);
    return new Uint8Array(0);
  } finally {
    gunzip.close();
  }
}

/** The same of a zstd file: its first block, which takes up to 128 kB of it. */
export function zstdHead(bytes: Uint8Array): Uint8Array {
  for (const block of new ZstdFrames(null).push(bytes)) return block;
  return new Uint8Array(0);
}

function headByLibrary(bytes: Uint8Array): Uint8Array {
  let head: Uint8Array = new Uint8Array(0);
  const stream = new Gunzip((text) => {
    if (head.length === 0) head = text;
  });
  try {
    stream.push(bytes.slice(), false); // a copy: fflate keeps what it was given
  } catch {
    // Who reads the file says what is wrong with it.
  }
  return head;
}
