import { type Control, whenDue } from '../control.ts';
import { LogError, type Problem } from '../errors.ts';
import type { Damage } from './damage.ts';
import type { Entry, EntryTrouble } from './entry.ts';
import { containerOf } from './magic.ts';
import { officeKindOf } from './office.ts';
import { gzipHead, zstdHead } from './text-head.ts';
import type { UnpackLimit } from './unpack-limit.ts';
import { unpackedBlob } from './unpacked-blob.ts';
import { untar } from './untar.ts';
import { unzip } from './unzip.ts';

export interface LogFile {
  /** Path inside the dropped folder or archive, or the file's name. */
  readonly path: string;
  readonly blob: Blob;
  /** Set when it is a deflated entry of a zip: `blob` is a gzip file of it. */
  readonly isDeflated?: boolean;
  /** CRC-32 of `blob` where its archive has one. */
  readonly crc?: number | null;
  /** Bytes that were dropped for each byte of `blob`: less than 1 where it came out of something else. */
  readonly droppedShare?: number;
  /** Why it cannot be read, or not to its end; the number of rows is still to be said. */
  readonly problem?: Problem | null;
}

/** Archives in archives are opened to this depth. */
const DEEPEST = 3;
/** Times that a file is unpacked: gzip in gzip, or zstd in it. */
const MOST_LAYERS = 3;
/** What is looked at of each file that is dropped; of a document, and of zstd, more. */
const HEAD = 4096;
const LARGE_HEAD = 256 << 10;

/** How unpacking is watched and stopped. */
export interface Unpacking {
  readonly control: Control;
  readonly limit: UnpackLimit;
  /** Stored bytes of all files that were dropped, and of those before the one at hand. */
  readonly total: number;
  readonly before: number;
}

/** The file itself, or the files in it if its bytes are a zip or tar, compressed or not. */
export async function unpack(file: LogFile, unpacking: Unpacking): Promise<LogFile[]> {
  try {
    const head = new Uint8Array(await file.blob.slice(0, HEAD).arrayBuffer());
    return await opened(file, head, unpacking, 0);
  } catch (error) {
    unpacking.control.signal.throwIfAborted();
    if (!(error instanceof LogError || error instanceof DOMException)) throw error;
    if (error instanceof DOMException || error.code === 'unreadable') return [file]; // reading the file itself says why
    return [unread(file.path, error)];
  }
}

/** `layers`: times that the file was compressed around what `file` has now. */
async function opened(
  file: LogFile,
  head: Uint8Array,
  unpacking: Unpacking,
  depth: number,
  layers = 0,
): Promise<LogFile[]> {
  const whole = await unpackedFirst(file, head, unpacking, layers);
  // A zip's own compression is no layer.
  if (whole !== null)
    return opened(whole, await headOf(whole), unpacking, depth, layers + (file.isDeflated === true ? 0 : 1));
  const kind = containerOf(head);
  if (kind !== 'zip' && kind !== 'tar') return [file];
  if (kind === 'zip' && (await isOffice(file.blob))) return [file];
  if (depth === DEEPEST) throw new LogError('packed-too-deep', { file: file.path, times: DEEPEST });
  const files: LogFile[] = [];
  const entries = kind === 'zip' ? unzip(file.blob, file.path) : untar(file.blob, file.path);
  const pause = whenDue(unpacking.control.signal);
  let trouble: Problem | null = file.problem ?? null;
  try {
    let next = await entries.next();
    for (; next.done !== true; next = await entries.next()) {
      await pause();
      if (isClutter(next.value.path)) continue;
      unpacking.limit.countFile(file.path);
      files.push(...(await openedEntry(file, next.value, unpacking, depth)));
    }
    trouble ??= next.value === null ? null : damagedArchive(file.path, next.value);
  } catch (error) {
    unpacking.control.signal.throwIfAborted();
    if (!(error instanceof LogError)) throw error;
    trouble ??= error;
  }
  // What is wrong with the archive itself is reported as a file without rows.
  const isReported = files.some(({ problem }) => problem?.code === trouble?.code);
  if (files.length === 0) trouble ??= damagedArchive(file.path, 'damaged');
  return trouble === null || isReported ? files : [...files, unread(file.path, trouble)];
}

async function openedEntry(archive: LogFile, entry: Entry, unpacking: Unpacking, depth: number): Promise<LogFile[]> {
  const { blob, head, isDeflated, crc, why } = entry;
  const path = `${archive.path}/${entry.path}`;
  const problem = why === null ? null : damagedArchive(path, why);
  try {
    const { droppedShare = 1 } = archive;
    return await opened({ path, blob, isDeflated, crc, problem, droppedShare }, head, unpacking, depth + 1);
  } catch (error) {
    unpacking.control.signal.throwIfAborted();
    if (!(error instanceof LogError)) throw error;
    return [unread(path, error)];
  }
}

/**
 * A file that has to be unpacked before it can be looked into: a compressed archive, or what is compressed once more.
 */
async function unpackedFirst(
  file: LogFile,
  head: Uint8Array,
  unpacking: Unpacking,
  layers: number,
): Promise<LogFile | null> {
  const form = containerOf(head);
  if (form !== 'gzip' && form !== 'zstd') return null;
  const inner = containerOf(form === 'gzip' ? gzipHead(head) : await zstdHeadOf(file.blob));
  if (inner === null) return null;
  // The innermost of the layers is unpacked as the log is read.
  const isPacked = inner === 'gzip' || inner === 'zstd';
  if (isPacked && layers + (file.isDeflated === true ? 0 : 2) > MOST_LAYERS)
    throw new LogError('packed-too-deep', { file: file.path, times: MOST_LAYERS });
  const { control, limit, before, total } = unpacking;
  const { droppedShare: share = 1 } = file;
  const onTaken = (bytes: number) => {
    const done = before + Math.round(share * Math.min(bytes, file.blob.size));
    control.report({ phase: 'Unpacking', file: file.path, done, total, unit: 'bytes', rows: 0 });
  };
  const { blob, damage } = await unpackedBlob(file, limit, onTaken, control.signal);
  const problem = damage === null ? null : damagedArchive(file.path, troubles[damage.why]);
  const droppedShare = (share * file.blob.size) / Math.max(1, blob.size);
  return { path: file.path, blob, droppedShare: Math.min(1, droppedShare), problem: file.problem ?? problem };
}

async function headOf({ blob }: LogFile): Promise<Uint8Array> {
  return new Uint8Array(await blob.slice(0, HEAD).arrayBuffer());
}

async function zstdHeadOf(blob: Blob): Promise<Uint8Array> {
  return zstdHead(new Uint8Array(await blob.slice(0, LARGE_HEAD).arrayBuffer()));
}

/** A document is one file, whatever it is made of. */
async function isOffice(blob: Blob): Promise<boolean> {
  return officeKindOf(new Uint8Array(await blob.slice(0, LARGE_HEAD).arrayBuffer())) !== null;
}

/** What damage to the compression of an archive is to the archive. */
const troubles: Readonly<Record<Damage['why'], EntryTrouble>> = {
  cut: 'cut',
  damaged: 'damaged',
  checksum: 'checksum',
  trailing: 'damaged',
  window: 'method',
  dictionary: 'method',
  shorter: 'cut',
  unreadable: 'cut',
};

function damagedArchive(file: string, why: EntryTrouble): Problem {
  return { code: 'damaged-archive', detail: { file, why } };
}

/** A file of which nothing is read. */
function unread(path: string, { code, detail }: Problem): LogFile {
  return { path, blob: new Blob(), problem: { code, detail } };
}

/** What macOS puts beside every file. */
function isClutter(path: string): boolean {
  return /(^|\/)(__MACOSX\/|\._|\.DS_Store$)/.test(path);
}
