/**
 * What a header of a tar archive says. POSIX.1-2017 pax, "ustar Interchange Format"; GNU tar's manual, "Basic Tar
 * Format".
 */
export interface TarHeader {
  readonly path: string;
  /** Bytes that follow it. */
  readonly size: number;
  /** `0` a file, `L` GNU's long name, `x` pax records, `S` a file with holes; others hold no log. */
  readonly kind: string;
  /** Of a file with holes: whether a block with more of them follows. */
  readonly goesOn: boolean;
}

export const TAR_BLOCK = 512;
const CHECKSUM_AT = 148;
const decoder = new TextDecoder();

/** Null for what is no header: its checksum does not fit, or its size is none. */
export function readTarHeader(block: Uint8Array): TarHeader | null {
  if (!isChecked(block)) return null;
  const size = numberAt(block, 124, 12);
  if (size === null) return null;
  const kind = block[156] === 0 ? '0' : String.fromCharCode(block[156]);
  // GNU tar keeps times where POSIX has a prefix of the name.
  const isPosix = block[262] === 0;
  const prefix = isPosix ? textAt(block, 345, 155) : '';
  const name = textAt(block, 0, 100);
  return { path: prefix === '' ? name : `${prefix}/${name}`, size, kind, goesOn: kind === 'S' && block[482] !== 0 };
}

/** The sum of all bytes, its own place taken as blanks; old writers added them up as signed ones. */
function isChecked(block: Uint8Array): boolean {
  const stated = numberAt(block, CHECKSUM_AT, 8);
  let sum = 0;
  let signed = 0;
  for (let i = 0; i < TAR_BLOCK; i++) {
    const byte = i >= CHECKSUM_AT && i < CHECKSUM_AT + 8 ? 32 : block[i];
    sum += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  return stated === sum || stated === signed;
}

/** Octal digits, or GNU's base 256 where the first bit is set; null for what is no number from 0 to 2^53. */
function numberAt(block: Uint8Array, at: number, length: number): number | null {
  if (block[at] & 0x80) {
    if (block[at] & 0x40) return null; // below 0
    let value = block[at] & 0x3f;
    for (let i = at + 1; i < at + length; i++) value = value * 256 + block[i];
    return Number.isSafeInteger(value) ? value : null;
  }
  const digits = textAt(block, at, length);
  if (digits === '') return 0;
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null;
}

function textAt(block: Uint8Array, at: number, length: number): string {
  return cString(block.subarray(at, at + length)).trim();
}

/** Up to the first zero byte. */
export function cString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** The records of a pax header, `length key=value` with a line end, by key; null when they are none. */
export function readPax(bytes: Uint8Array): ReadonlyMap<string, string> | null {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length && bytes[at] !== 0; ) {
    const blank = bytes.indexOf(32, at);
    const length = blank < 0 ? Number.NaN : Number(decoder.decode(bytes.subarray(at, blank)));
    const end = at + length;
    if (!(Number.isInteger(length) && end > blank && end <= bytes.length && bytes[end - 1] === 10)) return null;
    const record = decoder.decode(bytes.subarray(blank + 1, end - 1));
    const equals = record.indexOf('=');
    if (equals < 1) return null;
    records.set(record.slice(0, equals), record.slice(equals + 1));
    at = end;
  }
  return records;
}
