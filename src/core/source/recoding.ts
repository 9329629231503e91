/** Another way to write a text than UTF-8 with LF. Every stretch of whole units is decoded alone. */
export interface Recoding {
  readonly name: RecodingName;
  /** Bytes at the beginning of `bytes` that are whole units. */
  whole(bytes: Uint8Array): number;
  /** Whole units as UTF-8 with LF, in an array of its own. */
  decode(bytes: Uint8Array): Uint8Array;
}

export type RecodingName = 'utf-16' | 'cr-lines';

/**
 * Finds out from the beginning of a text how it is written, null for the usual way. Undefined: more of it is needed.
 */
export type FindRecoding = (head: Uint8Array, isWhole: boolean) => Recoding | null | undefined;

const LF = 10;
const CR = 13;
/** What is looked at of a text without a byte order mark. */
const UNITS_HEAD = 512;
/** The share of its pairs that are ASCII. */
const MOSTLY = 3 / 4;
/** Line ends are searched within this number of bytes. */
const LINE_HEAD = 64 << 10;
const encoder = new TextEncoder();

/** UTF-16 has a byte order mark, or its beginning is mostly ASCII in pairs of bytes: names and numbers of a log are. */
export const findUtf16: FindRecoding = (head, isWhole) => {
  if (head.length < 4 && !isWhole) return undefined;
  const isUtf32 = head.length >= 4 && head[2] === 0 && head[3] === 0;
  if (head[0] === 0xff && head[1] === 0xfe) return isUtf32 ? null : littleEndian;
  if (head[0] === 0xfe && head[1] === 0xff) return bigEndian;
  const low = head[0] === 0 ? 1 : 0;
  if (!isText(head[low]) || head[1 - low] !== 0) return null;
  if (head.length < UNITS_HEAD && !isWhole) return undefined;
  const end = Math.min(head.length, UNITS_HEAD) & ~1;
  let ascii = 0;
  for (let at = 0; at < end; at += 2) {
    const isLatin = head[at + 1 - low] === 0;
    if (isLatin && isText(head[at + low])) ascii++;
    else if (isLatin && head[at + low] === 0) return null;
  }
  return end >= 4 && ascii >= MOSTLY * (end / 2) ? (low === 0 ? littleEndian : bigEndian) : null;
};

/** Lines that end in CR alone: the beginning has some and no LF. */
export const findCrLines: FindRecoding = (head, isWhole) => {
  if (head.indexOf(LF) >= 0) return null;
  if (head.length < LINE_HEAD && !isWhole) return undefined;
  const cr = head.indexOf(CR);
  // Behind a CR that is the last byte an LF may follow.
  return cr >= 0 && (cr < head.length - 1 || isWhole) ? crLines : null;
};

const littleEndian = utf16(1);
const bigEndian = utf16(0);

/** `high` is the place of the higher byte in its pair. */
function utf16(high: 0 | 1): Recoding {
  // The byte order mark is decoded too: it becomes the one of UTF-8, which readers skip.
  const decoder = new TextDecoder(high === 1 ? 'utf-16le' : 'utf-16be', { ignoreBOM: true });
  return {
    name: 'utf-16',
    whole(bytes) {
      const whole = bytes.length & ~1;
      // The first half of a pair of surrogates needs the second.
      return whole > 0 && (bytes[whole - 2 + high] & 0xfc) === 0xd8 ? whole - 2 : whole;
    },
    decode: (bytes) => encoder.encode(decoder.decode(bytes)),
  };
}

const crLines: Recoding = {
  name: 'cr-lines',
  whole: (bytes) => bytes.length,
  decode(bytes) {
    const out = bytes.slice();
    for (let at = out.indexOf(CR); at >= 0; at = out.indexOf(CR, at + 1)) out[at] = LF;
    return out;
  },
};

function isText(byte: number): boolean {
  return (byte >= 32 && byte < 127) || byte === 9 || byte === LF || byte === CR;
}
