import { checkpoint } from '../control.ts';
import { LogError } from '../errors.ts';
import { containerOf, MAGIC_BYTES } from './magic.ts';
import { officeKindOf } from './office.ts';
import { openSource } from './open-source.ts';
import type { Text } from './text.ts';
import { untar } from './untar.ts';
import { type Entry, unzip } from './unzip.ts';

export interface LogFile {
  /** Path inside the dropped folder or archive, or the file's name. */
  readonly path: string;
  readonly blob: Blob;
  /** Set when it is in an archive and could not be unpacked to its end. */
  readonly isCut?: boolean;
}

/** Archives in archives deeper than this are left as they are. */
const DEEPEST = 3;
const PIECE = 8 << 20;
/** A block of zstd, the largest thing that has to be there before any text comes out, takes half of it. */
const HEAD = 256 << 10;

/** The file itself, or the files in it when it is a zip or a tar, compressed or not; told by its bytes. */
export async function unpack(file: LogFile, signal: AbortSignal, depth = 0): Promise<LogFile[]> {
  const entries = depth < DEEPEST ? await entriesOf(file, signal) : null;
  if (entries === null) return [file];
  const files: LogFile[] = [];
  try {
    for await (const { path, blob, isWhole } of entries) {
      await checkpoint(signal);
      if (isClutter(path)) continue;
      files.push(...(await unpack({ path: `${file.path}/${path}`, blob, isCut: !isWhole }, signal, depth + 1)));
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!isUnreadable(error)) throw error;
  }
  // What cannot be listed is told as a file that cannot be read.
  return files.length > 0 ? files : [{ ...file, isCut: true }];
}

async function entriesOf({ path, blob }: LogFile, signal: AbortSignal): Promise<ReturnType<typeof untar> | null> {
  try {
    const head = new Uint8Array(await blob.slice(0, MAGIC_BYTES).arrayBuffer());
    const kind = containerOf(head);
    if (kind === 'zip') return (await isOffice(blob)) ? null : unzip(blob, path);
    if (kind === 'tar') return untar(blob);
    if (kind === null) return null;
    if (!(await isCompressedTar(blob, path))) return null;
    const source = await openSource(blob, path, () => {});
    while (!(await source.blocks.next()).done) await checkpoint(signal);
    const files = untar(await wholeBlob(source.text()));
    return source.damage() === null ? files : cutOff(files);
  } catch (error) {
    signal.throwIfAborted();
    if (isUnreadable(error)) return null; // reading the file itself says why
    throw error;
  }
}

/** A document is one file, whatever it is made of. */
async function isOffice(blob: Blob): Promise<boolean> {
  return officeKindOf(new Uint8Array(await blob.slice(0, HEAD).arrayBuffer())) !== null;
}

/** By its beginning, since most compressed files are logs. */
async function isCompressedTar(blob: Blob, path: string): Promise<boolean> {
  const source = await openSource(blob.slice(0, HEAD), path, () => {});
  const { value: first } = await source.blocks.next();
  source.close();
  return first !== undefined && containerOf(first) === 'tar';
}

/** What the browser says of a file that was moved or may not be read. */
function isUnreadable(error: unknown): boolean {
  return error instanceof LogError || error instanceof DOMException;
}

/** Of a compression that was damaged: which of them it was is not known. */
async function* cutOff(entries: AsyncIterable<Entry>): AsyncGenerator<Entry> {
  for await (const entry of entries) yield { ...entry, isWhole: false };
}

/** In pieces, since a text may be larger than an array. */
async function wholeBlob(text: Text): Promise<Blob> {
  const parts: Blob[] = [];
  for (let at = 0; at < text.size; at += PIECE) {
    parts.push(new Blob([(await text.read(at, Math.min(text.size, at + PIECE))) as BlobPart]));
  }
  return new Blob(parts);
}

/** What macOS puts beside every file. */
function isClutter(path: string): boolean {
  return /(^|\/)(__MACOSX\/|\._|\.DS_Store$)/.test(path);
}
