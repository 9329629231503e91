import { createGunzip, type GzipPoint } from './gunzip-kernel.ts';

/** A file's text, unpacked, of which any part can be read again. */
export interface Text {
  readonly size: number;
  /** Bytes `from` to `to`, which must lie in the text. */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** A text that is there as it is. */
export function blobText(blob: Blob): Text {
  return { size: blob.size, read: async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()) };
}

/** Stretches of text that are kept unpacked, of about 2 MB each. */
const KEPT = 6;

/**
 * The text of a gzip file, unpacked again where it is read: from the last of the `points` before it, of which the first is at
 * its begin. So a log that was dropped compressed takes 32 kB of memory for 2 MB of text, and a part of it some 10 ms.
 */
export function gzipText(blob: Blob, points: readonly GzipPoint[], size: number): Text {
  const kept = new Map<number, Promise<Uint8Array>>();
  const stretch = (index: number): Promise<Uint8Array> => {
    const known = kept.get(index) ?? unpack(blob, points[index], points[index + 1] ?? null, size);
    kept.delete(index);
    kept.set(index, known);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return known;
  };
  return {
    size,
    async read(from, to) {
      const out = new Uint8Array(to - from);
      let index = lastBefore(points, from);
      for (let at = from; at < to; index++) {
        const text = await stretch(index);
        const start = points[index].text;
        const end = Math.min(to, start + text.length);
        out.set(text.subarray(at - start, end - start), at - from);
        if (end <= at) throw new RangeError(`no text at ${at}`);
        at = end;
      }
      return out;
    },
  };
}

/** The text from one point up to the next, or to the end. */
async function unpack(blob: Blob, from: GzipPoint, to: GzipPoint | null, size: number): Promise<Uint8Array> {
  const out = new Uint8Array((to?.text ?? size) - from.text);
  const gunzip = createGunzip(from);
  if (gunzip === null) throw new Error('no kernel');
  let filled = 0;
  const take = (block: Uint8Array) => {
    const part = block.subarray(0, out.length - filled);
    out.set(part, filled);
    filled += part.length;
  };
  const compressed = new Uint8Array(await blob.slice(from.file, to?.file ?? blob.size).arrayBuffer());
  for (const block of gunzip.push(compressed)) take(block);
  for (const block of gunzip.end()) take(block);
  return out;
}

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
