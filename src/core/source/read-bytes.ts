import { LogError } from '../errors.ts';

/** Why a file cannot be read any further that became shorter. */
export const SHORTER = 'shorter';

const BLOCK = 1 << 20;
const ENOUGH = 1 << 19;

/**
 * Streams and readers of running reads. If only the awaiting function holds them, both can be collected while a read is
 * pending, and the read never ends (measured in Chromium: 5 of 6 runs over 827 MB).
 */
const held = new Set<object>();

/**
 * The blob's bytes in blocks of about half a megabyte, in one buffer that is reused: each block is lent until the next
 * is asked for. Reads with a BYOB reader, about 600 MB/s against 224 for the default one, which serves browsers without
 * it. A file that grows meanwhile is read up to the blob's size.
 * Throws `LogError` `unreadable`, also for a file that ends before the blob's size: `why` is `SHORTER` then.
 */
export async function* readBytes(blob: Blob, name: string): AsyncGenerator<Uint8Array> {
  const stream = blob.stream();
  const reader = byobReader(stream) ?? stream.getReader();
  held.add(stream).add(reader);
  try {
    const isPlain = reader instanceof ReadableStreamDefaultReader;
    yield* upTo(blob.size, isPlain ? readChunks(reader, name) : readBlocks(reader, blob.size, name), name);
  } finally {
    held.delete(stream);
    held.delete(reader);
    reader.cancel().catch(() => {}); // an errored stream has nothing to cancel; the others are not awaited
  }
}

/** The first `size` bytes, which have to be there. */
async function* upTo(size: number, blocks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let left = size;
  for await (const block of blocks) {
    const wanted = block.length > left ? block.subarray(0, left) : block;
    left -= wanted.length;
    if (wanted.length > 0) yield wanted;
    if (left === 0) return;
  }
  if (left > 0) throw new LogError('unreadable', { file: name, why: SHORTER, read: size - left, size });
}

/** Passes blocks on. `onTaken` receives the size of each block in bytes. */
export async function* counted(
  blocks: AsyncIterable<Uint8Array>,
  onTaken: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let taken = 0;
  for await (const block of blocks) {
    taken += block.length;
    onTaken(taken);
    yield block;
  }
}

/** Null where the browser's files are no byte streams. */
function byobReader(stream: ReadableStream<Uint8Array<ArrayBuffer>>): ReadableStreamBYOBReader | null {
  try {
    return stream.getReader({ mode: 'byob' });
  } catch {
    return null;
  }
}

async function* readBlocks(reader: ReadableStreamBYOBReader, size: number, name: string): AsyncGenerator<Uint8Array> {
  let buffer = new ArrayBuffer(Math.min(BLOCK, Math.max(size, 1)));
  let filled = 0;
  for (;;) {
    const { value, done } = await explained(reader.read(new Uint8Array(buffer, filled)), name);
    if (value === undefined) return; // cancelled
    buffer = value.buffer;
    filled += value.byteLength;
    if (filled > 0 && (done || filled >= ENOUGH || filled === buffer.byteLength)) {
      yield new Uint8Array(buffer, 0, filled);
      filled = 0;
    }
    if (done) return;
  }
}

async function* readChunks(reader: ReadableStreamDefaultReader<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { value, done } = await explained(reader.read(), name);
    if (done) return;
    yield value;
  }
}

async function explained<T>(reading: Promise<T>, name: string): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw new LogError('unreadable', { file: name, why: error instanceof Error ? error.message : String(error) });
  }
}
