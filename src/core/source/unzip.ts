import { BlobWindow } from './blob-window.ts';
import { ENTRY_HEAD, type Entry, type EntryTrouble } from './entry.ts';
import { GZIP_HEADER, gzipOfDeflate } from './gzip-of-deflate.ts';
import { joined } from './joined.ts';
import { viewOf } from './view-of.ts';
import { findZipDirectory, readZipDirectory } from './zip-directory.ts';
import { LOCAL_HEADER, LOCAL_MAGIC, type ZipEntry } from './zip-entry.ts';
import { scanZip } from './zip-scan.ts';

const STORED = 0;
const DEFLATED = 8;
const ZSTD = 93;

/**
 * The files of a zip archive in the order of its directory, as slices of it: nothing is unpacked or copied. An archive
 * without a directory is walked from its beginning. Returns at last what is wrong with the archive as a whole.
 */
export async function* unzip(blob: Blob, name: string): AsyncGenerator<Entry, EntryTrouble | null> {
  const archive = new BlobWindow(blob, name);
  const files = new BlobWindow(blob, name);
  const directory = await findZipDirectory(archive);
  const entries = directory === null ? scanZip(archive) : readZipDirectory(archive, directory);
  let count = 0;
  for await (const entry of entries) {
    count++;
    if (!entry.path.endsWith('/')) yield entryOf(blob, entry, await contentOf(files, entry));
  }
  if (directory === null) return 'cut';
  // Archives of more than 65,535 files without zip64 count them in 16 bits.
  return (count - directory.entries) % 65536 === 0 ? null : 'damaged';
}

interface Content {
  readonly from: number;
  readonly head: Uint8Array;
}

/** Where an entry's bytes begin, and the first of them; null when there is no local header. */
async function contentOf(files: BlobWindow, { headerAt, sizes }: ZipEntry): Promise<Content | null> {
  if (!(headerAt >= 0 && headerAt + LOCAL_HEADER <= files.size)) return null;
  const header = viewOf(await files.read(headerAt, headerAt + LOCAL_HEADER));
  if (header.getUint32(0, true) !== LOCAL_MAGIC) return null;
  const from = headerAt + LOCAL_HEADER + header.getUint16(26, true) + header.getUint16(28, true);
  if (from > files.size) return null;
  const length = Math.min(sizes?.packed ?? ENTRY_HEAD, ENTRY_HEAD);
  return { from, head: (await files.read(from, from + length)).slice() };
}

function entryOf(blob: Blob, entry: ZipEntry, content: Content | null): Entry {
  const { path, method, isEncrypted, sizes } = entry;
  const none = { path, blob: new Blob(), head: new Uint8Array(0), isDeflated: false, crc: null };
  if (isEncrypted) return { ...none, why: 'encrypted' };
  if (method !== STORED && method !== DEFLATED && method !== ZSTD) return { ...none, why: 'method' };
  if (content === null) return { ...none, why: 'damaged' };
  const end = sizes === null ? blob.size : content.from + sizes.packed;
  const packed = blob.slice(content.from, end);
  const why = sizes === null || packed.size < sizes.packed ? 'cut' : null;
  if (method === DEFLATED) {
    const gzip = gzipOfDeflate(packed, why === null ? sizes : null);
    return { path, blob: gzip, head: joined(GZIP_HEADER, content.head), isDeflated: true, crc: null, why };
  }
  // A zstd entry's CRC is of what comes out of it, and zstd has a checksum of its own.
  const crc = method === STORED && why === null ? (sizes?.crc ?? null) : null;
  return { path, blob: packed, head: content.head, isDeflated: false, crc, why };
}
