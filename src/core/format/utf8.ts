/** A character of UTF-8: its code point, -1 for a byte that is not UTF-8, and how many bytes it takes. */
export interface Utf8Character {
  readonly codePoint: number;
  readonly length: number;
}

/** The character at `at` of `bytes[..end)`. Source: RFC 3629, section 4. */
export function utf8At(bytes: Uint8Array, at: number, end: number): Utf8Character {
  const lead = bytes[at];
  if (lead < 0x80) return { codePoint: lead, length: 1 };
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > end) return broken;
  let codePoint = lead & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    if ((bytes[at + i] & 0xc0) !== 0x80) return broken;
    codePoint = (codePoint << 6) | (bytes[at + i] & 0x3f);
  }
  const isTooLong = codePoint < [0, 0, 0x80, 0x800, 0x10000][length];
  const isSurrogate = codePoint >= 0xd800 && codePoint < 0xe000;
  return isTooLong || isSurrogate || codePoint > 0x10ffff ? broken : { codePoint, length };
}

const broken: Utf8Character = { codePoint: -1, length: 1 };
