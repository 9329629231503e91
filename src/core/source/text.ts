import { createGunzip, type GunzipKernel, type GzipPoint, gunzipByKernel } from './gunzip-kernel.ts';
import { readBytes } from './read-bytes.ts';
import { checked, readSealed, type Seal, sealedBlocks } from './seal.ts';

/**
 * A file's text, unpacked, of which any part can be read again. What is read is compared with what the file held
 * before: where it differs, `read` and `blocks` throw `LogError` `changed`.
 */
export interface Text {
  readonly size: number;
  /** Of the file as stored. */
  readonly seal: Seal;
  /** Bytes `from` to `to`, which must lie in the text. */
  read(from: number, to: number): Promise<Uint8Array>;
  /** Whether `blocks` can begin anywhere; if not, it gives the whole text only. */
  readonly hasAnyPart: boolean;
  /**
   * Bytes `from` to `to` once more, in blocks that are lent until the next is asked for: several times as fast as
   * `read`.
   */
  blocks(from: number, to: number): AsyncGenerator<Uint8Array>;
}

/** The text of a file that is not compressed. */
export function blobText(blob: Blob, seal: Seal): Text {
  return {
    size: seal.size,
    seal,
    read: (from, to) => readSealed(blob, seal, from, to),
    hasAnyPart: true,
    blocks: (from, to) => sealedBlocks(blob, seal, from, to),
  };
}

/** A text that was unpacked into memory, which no one can change. `seal` is of the file that it came from. */
export function inflatedText(text: Blob, seal: Seal): Text {
  return {
    size: text.size,
    seal,
    read: async (from, to) => new Uint8Array(await text.slice(from, to).arrayBuffer()),
    hasAnyPart: true,
    blocks: (from, to) => readBytes(text.slice(from, to), seal.file),
  };
}

/** Stretches of text that are kept unpacked, of about 1 MB each, in a text of many gigabytes more. */
const KEPT = 12;
const KEPT_BYTES = 64 << 20;

/**
 * The text of a gzip file, unpacked again where it is read: from the last of the `points` before it, of which the first
 * is at its begin, no further than needed. So a log that was dropped compressed takes 32 kB of memory for 1 MB of text,
 * and a line of it some milliseconds.
 */
export function gzipText(blob: Blob, points: readonly GzipPoint[], size: number, seal: Seal): Text {
  const kept = new Map<number, { readonly length: number; readonly text: Promise<Uint8Array> }>();
  const stretch = (index: number, length: number): Promise<Uint8Array> => {
    let known = kept.get(index);
    if (known === undefined || known.length < length) {
      known = { length, text: unpack(blob, seal, points[index], points[index + 1]?.file ?? seal.size, length) };
    }
    kept.delete(index);
    kept.set(index, known);
    let bytes = 0;
    for (const { length: one } of kept.values()) bytes += one;
    for (const [oldest, { length: one }] of kept) {
      if (kept.size === 1 || (kept.size <= KEPT && bytes <= KEPT_BYTES)) break;
      kept.delete(oldest);
      bytes -= one;
    }
    return known.text;
  };
  return {
    size,
    seal,
    async read(from, to) {
      const out = new Uint8Array(to - from);
      let index = lastBefore(points, from);
      for (let at = from; at < to; index++) {
        const start = points[index].text;
        const end = Math.min(to, points[index + 1]?.text ?? size);
        const text = await stretch(index, end - start);
        out.set(text.subarray(at - start, end - start), at - from);
        at = end;
      }
      return out;
    },
    hasAnyPart: false,
    blocks: () => gunzipByKernel(kernelFrom(null), checked(readBytes(blob, seal.file), seal)),
  };
}

/** The first `length` bytes of text from a point, none of which comes of bytes from `end` on. */
async function unpack(blob: Blob, seal: Seal, from: GzipPoint, end: number, length: number): Promise<Uint8Array> {
  const compressed = await readSealed(blob, seal, from.file, end);
  const gunzip = kernelFrom(from);
  const out = new Uint8Array(length);
  let filled = 0;
  const take = (block: Uint8Array) => {
    const part = block.subarray(0, length - filled);
    out.set(part, filled);
    filled += part.length;
  };
  try {
    for (let at = 0; at < compressed.length && filled < length; at += PIECE) {
      for (const block of gunzip.push(compressed.subarray(at, at + PIECE))) take(block);
      if (filled + gunzip.waiting >= length) break;
    }
    for (const block of gunzip.rest()) take(block);
  } finally {
    gunzip.close();
  }
  return out;
}

function kernelFrom(from: GzipPoint | null): GunzipKernel {
  const gunzip = createGunzip(from);
  if (gunzip === null) throw new Error('no kernel');
  return gunzip;
}

/** Compressed bytes between looks at whether it is enough. */
const PIECE = 32 << 10;

function lastBefore(points: readonly GzipPoint[], at: number): number {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (points[middle].text <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
