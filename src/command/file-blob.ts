import { accessSync, closeSync, constants, fstatSync, openAsBlob, openSync, readSync, statSync } from 'node:fs';

/** A part of a file, which can be opened again in another thread. */
export interface FilePart {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** The open file, which all threads share. Null: it is opened for each reading. */
  readonly held: number | null;
}

/** Node reads less than 2 GiB at once. */
const MOST_AT_ONCE = 1 << 30;

/** Node's own Blob of a file counts its bytes in 32 bits: a larger file seems to end early. */
const MOST_OF_NODE = 2 ** 32 - 1;

const places = new WeakMap<Blob, FilePart>();

/**
 * A file as a Blob. Node's own Blob of a file gives 64 kB per read, about 600 MB/s. Here the stream fills the reader's
 * buffer, about 4 GB/s, and reads up to the size at opening, so the file may grow meanwhile. Throws with the error code of
 * the system, which `openAsBlob` leaves out.
 *
 * As a part of another Blob it is read by Node, which sees nothing of a file of 4 GiB or more: a deflated file in a zip
 * archive of this size is then reported as damaged.
 */
export async function fileBlob(path: string, held: number | null = null): Promise<Blob> {
  accessSync(path, constants.R_OK);
  const end = sizeOf(path, held);
  return readDirectly(await nodesBlob(path, end), { path, start: 0, end, held });
}

/** As `fileBlob`, of a file that stays open until `close`: it can be renamed or deleted meanwhile. */
export async function heldFileBlob(path: string): Promise<{ readonly blob: Blob; readonly close: () => void }> {
  const file = openSync(path, 'r');
  const close = () => closeSync(file);
  try {
    return { blob: await fileBlob(path, file), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** The same part of a file as a new Blob. */
export async function blobOfPart({ path, start, end, held }: FilePart): Promise<Blob> {
  const blob = await nodesBlob(path, sizeOf(path, held));
  return readDirectly(blob.slice(start, end), { path, start, end, held });
}

function sizeOf(path: string, held: number | null): number {
  return (held === null ? statSync(path) : fstatSync(held)).size;
}

/** Node's own Blob of the file, or an empty one if Node would see only the beginning. */
async function nodesBlob(path: string, size: number): Promise<Blob> {
  return size > MOST_OF_NODE ? new Blob() : openAsBlob(path);
}

/** Which part of a file the Blob is. Null for a Blob in memory or of several parts. */
export function partOf(blob: Blob): FilePart | null {
  return places.get(blob) ?? null;
}

/** Replaces the Blob's size and its ways to be read. */
function readDirectly(blob: Blob, part: FilePart): Blob {
  const slice = blob.slice.bind(blob);
  const size = part.end - part.start;
  places.set(blob, part);
  Object.defineProperty(blob, 'size', { value: size });
  return Object.assign(blob, {
    stream: () => streamOf(part),
    arrayBuffer: async () => asBrowsers(() => bytesOf(part)).buffer,
    text: async () => new TextDecoder().decode(asBrowsers(() => bytesOf(part))),
    slice: (from = 0, to = size, type?: string) => {
      const start = part.start + placeIn(from, size);
      const end = Math.max(start, part.start + placeIn(to, size));
      return readDirectly(slice(from, to, type), { ...part, start, end });
    },
  });
}

/** An argument of `Blob.slice`: negative numbers count from the end. */
function placeIn(at: number, size: number): number {
  return at < 0 ? Math.max(0, size + at) : Math.min(at, size);
}

/** A file that is gone or shorter fails as a browser's does, so that the engine takes it for one that changed. */
function asBrowsers<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new DOMException((error as Error).message, 'NotReadableError');
  }
}

function bytesOf({ path, start, end, held }: FilePart): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(end - start);
  const file = held ?? openSync(path, 'r');
  try {
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(file, bytes, filled, Math.min(bytes.length - filled, MOST_AT_ONCE), start + filled);
      if (count === 0) throw new Error(`${path} became shorter`);
      filled += count;
    }
    return bytes;
  } finally {
    if (held === null) closeSync(file);
  }
}

/** Reads are synchronous: one of 1 MB takes 0.1 ms, less than a change of threads. */
function streamOf({ path, start, end, held }: FilePart): ReadableStream<Uint8Array<ArrayBuffer>> {
  let file: number | null = null;
  let at = start;
  const close = () => {
    if (file !== null && held === null) closeSync(file);
    file = null;
  };
  return new ReadableStream({
    type: 'bytes',
    autoAllocateChunkSize: 1 << 20,
    start: () => {
      file = held ?? openSync(path, 'r');
    },
    pull: (controller) => {
      const { byobRequest } = controller;
      const view = byobRequest?.view as Uint8Array<ArrayBuffer>;
      const count = file === null ? 0 : readSync(file, view, 0, Math.min(view.byteLength, end - at), at);
      at += count;
      if (count === 0) {
        close();
        controller.close();
      }
      byobRequest?.respond(count);
    },
    cancel: close,
  });
}
