/** An entry of a tar. */
export interface TarFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly kind?: string;
  /** How its size is written: 11 octal digits, GNU's base 256, or a record of pax. */
  readonly size?: 'octal' | 'base-256' | 'pax';
  /** What stands in the place of the size. */
  readonly sizeText?: string;
}

/** A tar archive as POSIX has it; names over 100 bytes as GNU or pax writes them. */
export function makeTar(files: readonly TarFile[], longNames: 'gnu' | 'pax' = 'gnu'): Buffer {
  const parts: Buffer[] = [];
  for (const { path, bytes, kind = '0', size = 'octal', sizeText } of files) {
    const isLong = Buffer.byteLength(path) > 100;
    const records = [...(size === 'pax' ? [`size=${bytes.length}`] : []), ...(isLong ? [`path=${path}`] : [])];
    if (isLong && longNames === 'gnu') parts.push(...entry('././@LongLink', Buffer.from(`${path}\0`), 'L', null));
    if (size === 'pax' || (isLong && longNames === 'pax')) {
      parts.push(...entry('pax', Buffer.concat(records.map(paxRecord)), 'x', null));
    }
    const stated = sizeText ?? (size === 'pax' ? '00000000000' : null);
    parts.push(...entry(path, Buffer.from(bytes), kind, size === 'base-256' ? wide(bytes.length) : stated));
  }
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

function entry(path: string, bytes: Buffer, kind: string, size: Buffer | string | null): Buffer[] {
  const header = Buffer.alloc(512);
  Buffer.from(path).copy(header, 0, 0, 100);
  header.set(typeof size === 'object' && size !== null ? size : Buffer.from(size ?? octal(bytes.length)), 124);
  header.write(kind, 156);
  header.write('ustar\0' + '00', 257);
  header.fill(32, 148, 156);
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
}

function octal(size: number): string {
  return size.toString(8).padStart(11, '0');
}

function wide(size: number): Buffer {
  const out = Buffer.alloc(12);
  out.writeBigUInt64BE(BigInt(size), 4);
  out[0] = 0x80;
  return out;
}

/** Its length counts itself. */
function paxRecord(record: string): Buffer {
  const rest = Buffer.byteLength(record) + 2;
  let length = rest + String(rest).length;
  if (rest + String(length).length !== length) length = rest + String(length).length;
  return Buffer.from(`${length} ${record}\n`);
}
