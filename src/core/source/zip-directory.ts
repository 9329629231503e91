import type { BlobWindow } from './blob-window.ts';
import { viewOf } from './view-of.ts';
import { ALL_ONES, nameOf, widened, type ZipEntry } from './zip-entry.ts';

/** Where the central directory begins, how many entries it has, and how far all places in the archive are shifted. */
export interface ZipDirectory {
  readonly at: number;
  readonly end: number;
  readonly entries: number;
  /** Bytes that were put before the archive, as self-extracting ones have them. */
  readonly shift: number;
}

const END_MAGIC = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65535;
const LOCATOR_MAGIC = 0x07064b50;
const LOCATOR_BYTES = 20;
const END64_MAGIC = 0x06064b50;
const END64_BYTES = 56;
const ENTRY_MAGIC = 0x02014b50;
const ENTRY_BYTES = 46;

/** Null for an archive without one, such as a download that was cut. APPNOTE.TXT 4.3.16. */
export async function findZipDirectory(archive: BlobWindow): Promise<ZipDirectory | null> {
  const tailAt = Math.max(0, archive.size - END_BYTES - LONGEST_COMMENT);
  const tail = (await archive.read(tailAt, archive.size)).slice();
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== END_MAGIC) continue;
    const found = await directoryAt(archive, tailAt + at, view, at);
    if (found !== null) return found;
  }
  return null;
}

async function directoryAt(
  archive: BlobWindow,
  endAt: number,
  view: DataView,
  at: number,
): Promise<ZipDirectory | null> {
  let entries = view.getUint16(at + 10, true);
  let size = view.getUint32(at + 12, true);
  let start = view.getUint32(at + 16, true);
  let end = endAt;
  if (entries === 0xffff || size === ALL_ONES || start === ALL_ONES) {
    const wide = await findEnd64(archive, endAt);
    if (wide !== null) ({ entries, size, start, at: end } = wide);
  }
  const from = end - size;
  const shift = from - start;
  if (from < 0 || shift < 0) return null;
  if (entries > 0 && !(await startsWith(archive, from, ENTRY_MAGIC))) return null;
  return { at: from, end, entries, shift };
}

/** The end record of zip64, by the locator that stands just before the other one. APPNOTE.TXT 4.3.14. */
async function findEnd64(archive: BlobWindow, endAt: number) {
  if (endAt < LOCATOR_BYTES || !(await startsWith(archive, endAt - LOCATOR_BYTES, LOCATOR_MAGIC))) return null;
  const stated = Number(viewOf(await archive.read(endAt - LOCATOR_BYTES, endAt)).getBigUint64(8, true));
  // Where something was put before the archive, it stands just before the locator.
  for (const at of [stated, endAt - LOCATOR_BYTES - END64_BYTES]) {
    if (at < 0 || at + END64_BYTES > endAt || !(await startsWith(archive, at, END64_MAGIC))) continue;
    const view = viewOf(await archive.read(at, at + END64_BYTES));
    const [entries, size, start] = [32, 40, 48].map((place) => Number(view.getBigUint64(place, true)));
    return { entries, size, start, at };
  }
  return null;
}

async function startsWith(archive: BlobWindow, at: number, magic: number): Promise<boolean> {
  const bytes = await archive.read(at, at + 4);
  return bytes.length === 4 && viewOf(bytes).getUint32(0, true) === magic;
}

/**
 * The entries as the directory lists them. It ends early where the directory is damaged; the number of them shows it.
 */
export async function* readZipDirectory(archive: BlobWindow, directory: ZipDirectory): AsyncGenerator<ZipEntry> {
  for (let at = directory.at; at + ENTRY_BYTES <= directory.end; ) {
    const head = viewOf(await archive.read(at, at + ENTRY_BYTES));
    if (head.getUint32(0, true) !== ENTRY_MAGIC) return;
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => head.getUint16(place, true));
    const flags = head.getUint16(8, true);
    const method = head.getUint16(10, true);
    const crc = head.getUint32(16, true);
    const narrow = [head.getUint32(24, true), head.getUint32(20, true), head.getUint32(42, true)];
    const rest = await archive.read(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength + extraLength);
    const [unpacked, packed, offset] = widened(rest.subarray(nameLength), narrow);
    yield {
      path: nameOf(rest.subarray(0, nameLength)),
      method,
      isEncrypted: (flags & 1) !== 0,
      sizes: { crc, packed, unpacked },
      headerAt: offset + directory.shift,
    };
    at += ENTRY_BYTES + nameLength + extraLength + commentLength;
  }
}
