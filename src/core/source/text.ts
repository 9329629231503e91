import { createGunzip, type GunzipKernel, type GzipPoint, gunzipByKernel } from './gunzip-kernel.ts';
import { readBytes } from './read-bytes.ts';

/** A file's text, unpacked, of which any part can be read again. */
export interface Text {
  readonly size: number;
  /** Bytes `from` to `to`, which must lie in the text. */
  read(from: number, to: number): Promise<Uint8Array>;
  /** Whether `blocks` can begin anywhere; if not, it gives the whole text only. */
  readonly hasAnyPart: boolean;
  /** Bytes `from` to `to` once more, in blocks that are lent until the next is asked for: several times as fast as `read`. */
  blocks(from: number, to: number): AsyncGenerator<Uint8Array>;
}

/** A text that is there as it is. */
export function blobText(blob: Blob): Text {
  return {
    size: blob.size,
    read: async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()),
    hasAnyPart: true,
    blocks: (from, to) => readBytes(blob.slice(from, to), ''),
  };
}

/** Stretches of text that are kept unpacked, of about 1 MB each. */
const KEPT = 12;

/**
 * The text of a gzip file, unpacked again where it is read: from the last of the `points` before it, of which the first is at
 * its begin, no further than needed. So a log that was dropped compressed takes 32 kB of memory for 1 MB of text, and a line of
 * it some milliseconds.
 */
export function gzipText(blob: Blob, points: readonly GzipPoint[], size: number): Text {
  const kept = new Map<number, { readonly length: number; readonly text: Promise<Uint8Array> }>();
  const stretch = (index: number, length: number): Promise<Uint8Array> => {
    let known = kept.get(index);
    if (known === undefined || known.length < length) {
      known = { length, text: unpack(blob, points[index], points[index + 1]?.file ?? blob.size, length) };
    }
    kept.delete(index);
    kept.set(index, known);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return known.text;
  };
  return {
    size,
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
    blocks: () => gunzipByKernel(kernelFrom(null), readBytes(blob, '')),
  };
}

/** The first `length` bytes of text from a point, none of which comes of bytes from `end` on. */
async function unpack(blob: Blob, from: GzipPoint, end: number, length: number): Promise<Uint8Array> {
  const gunzip = kernelFrom(from);
  const out = new Uint8Array(length);
  let filled = 0;
  const take = (block: Uint8Array) => {
    const part = block.subarray(0, length - filled);
    out.set(part, filled);
    filled += part.length;
  };
  const compressed = new Uint8Array(await blob.slice(from.file, end).arrayBuffer());
  for (let at = 0; at < compressed.length && filled < length; at += PIECE) {
    for (const block of gunzip.push(compressed.subarray(at, at + PIECE))) take(block);
    if (filled + gunzip.waiting >= length) break;
  }
  for (const block of gunzip.rest()) take(block);
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
