import type { BlobWindow } from './blob-window.ts';
import { viewOf } from './view-of.ts';
import { LOCAL_HEADER, LOCAL_MAGIC, nameOf, widened, type ZipEntry, type ZipSizes } from './zip-entry.ts';

const DESCRIPTOR_MAGIC = 0x08074b50;
const ENTRY_MAGIC = 0x02014b50;
const STEP = 256 << 10;
/** Flag of an entry whose sizes follow it. */
const HAS_DESCRIPTOR = 8;

/**
 * The entries of an archive whose directory cannot be read, by the headers before each: a cut one has them up to the
 * cut. Where the sizes stand behind an entry its end is looked for.
 */
export async function* scanZip(archive: BlobWindow): AsyncGenerator<ZipEntry> {
  for (let at = 0; at + LOCAL_HEADER <= archive.size; ) {
    const head = viewOf(await archive.read(at, at + LOCAL_HEADER));
    if (head.getUint32(0, true) !== LOCAL_MAGIC) return;
    const [flags, method, nameLength, extraLength] = [6, 8, 26, 28].map((place) => head.getUint16(place, true));
    const crc = head.getUint32(14, true);
    const narrow = [head.getUint32(22, true), head.getUint32(18, true)];
    const rest = await archive.read(at + LOCAL_HEADER, at + LOCAL_HEADER + nameLength + extraLength);
    const path = nameOf(rest.subarray(0, nameLength));
    const [unpacked, packed] = widened(rest.subarray(nameLength), narrow);
    const from = at + LOCAL_HEADER + nameLength + extraLength;
    const described = (flags & HAS_DESCRIPTOR) !== 0 ? await findDescriptor(archive, from) : null;
    const isUnknown = (flags & HAS_DESCRIPTOR) !== 0 && described === null;
    const sizes = isUnknown ? null : (described?.sizes ?? { crc, packed, unpacked });
    yield { path, method, isEncrypted: (flags & 1) !== 0, sizes, headerAt: at };
    if (sizes === null) return;
    at = described?.next ?? from + sizes.packed;
  }
}

/**
 * What follows an entry that begins at `from`: the next place where a record of the archive begins behind a descriptor
 * that gives just this packed size. APPNOTE.TXT 4.3.9: the descriptor's own mark may be absent, its sizes have 4 or 8
 * bytes.
 */
async function findDescriptor(
  archive: BlobWindow,
  from: number,
): Promise<{ readonly sizes: ZipSizes; readonly next: number } | null> {
  for (let at = from; at < archive.size; at += STEP) {
    // Copied, since what is behind a place is read as well; four bytes more, for a mark across two steps.
    const bytes = (await archive.read(at, at + STEP + 3)).slice();
    const view = viewOf(bytes);
    for (let i = bytes.indexOf(0x50); i >= 0 && i + 4 <= bytes.length; i = bytes.indexOf(0x50, i + 1)) {
      const magic = view.getUint32(i, true);
      if (magic !== LOCAL_MAGIC && magic !== ENTRY_MAGIC && magic !== DESCRIPTOR_MAGIC) continue;
      const found = await descriptorAround(archive, from, at + i, magic);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Of the forms that a descriptor has, the one that fits: behind its mark, or just before the next record. */
async function descriptorAround(archive: BlobWindow, from: number, mark: number, magic: number) {
  for (const width of [4, 8]) {
    const start = magic === DESCRIPTOR_MAGIC ? mark + 4 : mark - 4 - 2 * width;
    const end = magic === DESCRIPTOR_MAGIC ? mark : start;
    if (start < from) continue;
    const bytes = await archive.read(start, start + 4 + 2 * width);
    if (bytes.length < 4 + 2 * width) continue;
    const view = viewOf(bytes);
    const size = (at: number) => (width === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true)));
    const sizes = { crc: view.getUint32(0, true), packed: size(4), unpacked: size(4 + width) };
    if (sizes.packed === end - from) return { sizes, next: start + 4 + 2 * width };
  }
  return null;
}
