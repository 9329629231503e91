import { crc32, deflateRawSync } from 'node:zlib';

/** A file of a zip, and how it is to be packed. */
export interface ZipFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly isDeflated?: boolean;
  /** Sizes and CRC behind the file, as who writes a stream has to have it; `bare` is without the mark before them. */
  readonly descriptor?: 'none' | 'marked' | 'bare';
  /** What the archive says of it, where that is not true. */
  readonly method?: number;
  readonly crc?: number;
  readonly flags?: number;
}

/** A zip archive as APPNOTE.TXT has it; with `isWide` every size and place is in a field of 64 bits. */
export function makeZip(files: readonly ZipFile[], { isWide = false, before = '', comment = '' } = {}): Buffer {
  const parts: Buffer[] = [Buffer.from(before)];
  const directory: Buffer[] = [];
  let at = parts[0].length;
  const add = (...more: Buffer[]) => {
    for (const part of more) {
      parts.push(part);
      at += part.length;
    }
  };
  for (const { path, bytes, isDeflated = false, descriptor = 'none', method, crc = crc32(bytes), flags = 0 } of files) {
    const packed = isDeflated ? deflateRawSync(bytes) : Buffer.from(bytes);
    const name = Buffer.from(path);
    const isLate = descriptor !== 'none';
    const own = { flags: flags | (isLate ? 8 : 0), method: method ?? (isDeflated ? 8 : 0), name };
    const stated = { crc, packed: packed.length, unpacked: bytes.length };
    directory.push(record(CENTRAL, own, stated, at - parts[0].length, isWide));
    add(record(LOCAL, own, isLate ? { crc: 0, packed: 0, unpacked: 0 } : stated, null, isWide && !isLate), packed);
    if (isLate)
      add(
        Buffer.concat([
          descriptor === 'marked' ? u32(0x08074b50) : u32(),
          u32(crc),
          u32(stated.packed, stated.unpacked),
        ]),
      );
  }
  const start = at - parts[0].length;
  add(...directory);
  const size = at - parts[0].length - start;
  const end = at;
  if (isWide) {
    add(u32(0x06064b50), u64(44), u16(45, 45), u32(0, 0), u64(files.length, files.length, size, start));
    add(u32(0x07064b50, 0), u64(end - parts[0].length), u32(1));
  }
  const narrow = isWide ? [0xffff, 0xffffffff, 0xffffffff] : [files.length, size, start];
  add(u32(0x06054b50), u16(0, 0, narrow[0], narrow[0]), u32(narrow[1], narrow[2]), u16(Buffer.byteLength(comment)));
  add(Buffer.from(comment));
  return Buffer.concat(parts);
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;

function record(
  magic: number,
  { flags, method, name }: { readonly flags: number; readonly method: number; readonly name: Buffer },
  { crc, packed, unpacked }: { readonly crc: number; readonly packed: number; readonly unpacked: number },
  offset: number | null,
  isWide: boolean,
): Buffer {
  const wide = isWide ? u64(unpacked, packed, ...(offset === null ? [] : [offset])) : u32();
  const extra = isWide ? Buffer.concat([u16(1, wide.length), wide]) : wide;
  const sizes = isWide ? [0xffffffff, 0xffffffff] : [packed, unpacked];
  const head = [u32(magic), ...(magic === CENTRAL ? [u16(45)] : []), u16(45, flags, method, 0, 0), u32(crc, ...sizes)];
  const lengths = u16(name.length, extra.length);
  if (offset === null) return Buffer.concat([...head, lengths, name, extra]);
  return Buffer.concat([...head, lengths, u16(0, 0, 0), u32(0, isWide ? 0xffffffff : offset), name, extra]);
}

function u16(...values: number[]): Buffer {
  const out = Buffer.alloc(2 * values.length);
  for (const [i, value] of values.entries()) out.writeUInt16LE(value, 2 * i);
  return out;
}

function u32(...values: number[]): Buffer {
  const out = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) out.writeUInt32LE(value, 4 * i);
  return out;
}

function u64(...values: number[]): Buffer {
  const out = Buffer.alloc(8 * values.length);
  for (const [i, value] of values.entries()) out.writeBigUInt64LE(BigInt(value), 8 * i);
  return out;
}
