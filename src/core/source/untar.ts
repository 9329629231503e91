import { BlobWindow } from './blob-window.ts';
import { ENTRY_HEAD, type Entry, type EntryTrouble } from './entry.ts';
import { cString, readPax, readTarHeader, TAR_BLOCK, type TarHeader } from './tar-header.ts';

/** A longer name or pax header than this is a sign of damage. */
const LONGEST_META = 1 << 20;
/** Kinds of entry that have a size without bytes: links, devices, folders and pipes. */
const WITHOUT_BYTES = /[1-6]/;

/** What the headers before a file say of it. */
interface Said {
  readonly path?: string;
  readonly size?: number;
  readonly isSparse?: boolean;
}

/**
 * The files of a tar archive, as slices of it: nothing is copied. GNU's and pax' long names and sizes are followed.
 * Returns at last what is wrong with the archive as a whole.
 */
export async function* untar(blob: Blob, name: string): AsyncGenerator<Entry, EntryTrouble | null> {
  const archive = new BlobWindow(blob, name);
  let said: Said = {};
  let at = 0;
  while (at + TAR_BLOCK <= archive.size) {
    const block = await archive.read(at, at + TAR_BLOCK);
    if (block[0] === 0 && block.every((byte) => byte === 0)) return null; // the end is two blocks of zeros
    const header = readTarHeader(block);
    if (header === null) return 'damaged';
    at += TAR_BLOCK;
    if (header.kind === 'L' || header.kind === 'x') {
      const more = await readMeta(archive, header, at);
      if (more === null) return at + header.size > archive.size ? 'cut' : 'damaged';
      said = { ...said, ...more };
      at += padded(header.size);
      continue;
    }
    if (header.goesOn) at = await afterHoles(archive, at);
    const size = WITHOUT_BYTES.test(header.kind) ? 0 : (said.size ?? header.size);
    if (header.kind === '0' || header.kind === '7' || header.kind === 'S') {
      yield await fileAt(archive, blob, at, size, header, said);
    }
    if (header.kind !== 'g' && header.kind !== 'K') said = {};
    at += padded(size);
  }
  return at < archive.size ? 'cut' : null;
}

async function fileAt(
  archive: BlobWindow,
  blob: Blob,
  at: number,
  size: number,
  header: TarHeader,
  said: Said,
): Promise<Entry> {
  const path = said.path ?? header.path;
  if (header.kind === 'S' || said.isSparse === true) {
    return { path, blob: new Blob(), head: new Uint8Array(0), isDeflated: false, crc: null, why: 'sparse' };
  }
  const body = blob.slice(at, at + size);
  const head = (await archive.read(at, at + Math.min(size, ENTRY_HEAD))).slice();
  return { path, blob: body, head, isDeflated: false, crc: null, why: body.size < size ? 'cut' : null };
}

/** What GNU's long name or pax records say of the file that follows; null when they cannot be read. */
async function readMeta(archive: BlobWindow, { kind, size }: TarHeader, at: number): Promise<Said | null> {
  if (size > LONGEST_META || at + size > archive.size) return null;
  const bytes = await archive.read(at, at + size);
  if (kind === 'L') return { path: cString(bytes) };
  const records = readPax(bytes);
  if (records === null) return null;
  const [path, length] = [records.get('path'), records.get('size')];
  if (length !== undefined && !(/^\d+$/.test(length) && Number.isSafeInteger(Number(length)))) return null;
  return {
    ...(path === undefined ? {} : { path }),
    ...(length === undefined ? {} : { size: Number(length) }),
    ...([...records.keys()].some((key) => key.startsWith('GNU.sparse.')) ? { isSparse: true } : {}),
  };
}

/** Where the bytes of a file with holes begin: behind the blocks that list more of them. */
async function afterHoles(archive: BlobWindow, at: number): Promise<number> {
  let next = at;
  for (;;) {
    const block = await archive.read(next, next + TAR_BLOCK);
    next += TAR_BLOCK;
    if (block.length < TAR_BLOCK || block[504] === 0) return next;
  }
}

function padded(size: number): number {
  return Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
}
