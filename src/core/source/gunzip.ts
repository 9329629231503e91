import { type FlateError, Gunzip } from 'fflate';
import { Blocks } from './blocks.ts';
import { crc32 } from './crc32.ts';
import type { Damage } from './damage.ts';

interface Member {
  /** Place in the compressed file just after the member. */
  readonly end: number;
  readonly crc: number;
  readonly length: number;
}

/** Compressed bytes given to fflate at once; with 512 it is four times slower. */
const PIECE = 32768;

/** fflate's code for bytes that should begin a member and do not. */
const NO_HEADER = 6;
const UNEXPECTED_END = 0;

/**
 * Inflates a gzip file of one or several members, block after block; each block is lent until the next is asked for.
 * Nothing is thrown for damage: everything decoded before it comes out, then `onDamage` is called. `compressed` are the
 * bytes of `blob`. About 70 MB/s of text in Node (fflate); the browser's own stream stops after the first member.
 */
export async function* gunzip(
  blob: Blob,
  compressed: AsyncIterable<Uint8Array>,
  onDamage: (damage: Damage) => void,
): AsyncGenerator<Uint8Array> {
  const out = new Blocks();
  const members: Member[] = [];
  let crc = 0;
  let length = 0;
  const deliver = (text: Uint8Array) => {
    crc = crc32(crc, text);
    length += text.length;
    out.push(text);
  };
  const stream = new Gunzip(deliver);
  stream.onmember = (end) => {
    members.push({ end, crc, length });
    crc = 0;
    length = 0;
  };

  let taken = 0;
  let damage: Damage | null = null;
  const take = (piece: Uint8Array, final: boolean) => {
    taken += piece.length;
    try {
      stream.push(piece, final);
    } catch (error) {
      damage = { why: whyOf((error as FlateError).code, members.length + length), at: taken };
    }
  };
  for await (const chunk of compressed) {
    for (let start = 0; start < chunk.length && damage === null; start += PIECE) {
      take(chunk.slice(start, start + PIECE), false); // a copy: fflate keeps what it was given
      yield* out.full();
    }
    if (damage !== null) break;
  }
  if (damage === null) take(new Uint8Array(0), true);
  if (damage !== null && (damage as Damage).why === 'damaged') {
    const text = await inflateUpTo(blob, members.at(-1)?.end ?? 0, taken, length);
    deliver(text);
    yield* out.full();
  }
  yield* out.rest();

  const wrong = await firstWrong(blob, members);
  if (wrong !== null) onDamage({ why: 'checksum', at: wrong.end });
  else if (damage === null || (damage as Damage).why === 'trailing') {
    const why = await judgeEnd(blob, crc, length);
    if (why !== null) onDamage({ why, at: blob.size });
  } else onDamage(damage);
}

/**
 * fflate discards the decoded text of a piece with damage. So the damaged member, which begins at `from`, is inflated
 * again up to `to` in ever smaller pieces, finally byte by byte. Returns its text without the first `known` bytes.
 */
async function inflateUpTo(blob: Blob, from: number, to: number, known: number): Promise<Uint8Array> {
  let good = Math.max(from, to - PIECE);
  let text: Uint8Array = new Uint8Array(0);
  for (const step of [1024, 32, 1]) ({ good, text } = await inflateMember(blob, from, good, to, step, known));
  return text;
}

/**
 * Inflates a member in large pieces up to `near`, then in steps, until damage or `to`. `good` is where the last whole
 * step ended.
 */
async function inflateMember(
  blob: Blob,
  from: number,
  near: number,
  to: number,
  step: number,
  known: number,
): Promise<{ good: number; text: Uint8Array }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip((text) => {
    const unknown = text.subarray(Math.max(0, Math.min(known - length, text.length)));
    length += text.length;
    if (unknown.length > 0) parts.push(unknown);
  });
  const read = async (start: number, end: number) => new Uint8Array(await blob.slice(start, end).arrayBuffer());
  let good = from;
  try {
    for (; good < near; good = Math.min(good + PIECE, near))
      stream.push(await read(good, Math.min(good + PIECE, near)), false);
    const last = await read(near, to);
    for (let at = 0; at < last.length; at += step, good = near + at) stream.push(last.slice(at, at + step), false);
  } catch {
    // The damage again: what came before it is in `parts`.
  }
  return { good, text: new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer()) };
}

function whyOf(code: number, before: number): Damage['why'] {
  if (code === UNEXPECTED_END) return 'cut';
  return code === NO_HEADER && before > 0 ? 'trailing' : 'damaged';
}

/** The first member whose stored CRC-32 or length (its last eight bytes) does not match its text. */
async function firstWrong(blob: Blob, members: readonly Member[]): Promise<Member | null> {
  for (const member of members) {
    const stored = new Uint8Array(await blob.slice(member.end - 8, member.end).arrayBuffer());
    if (!startsWith(trailerOf(member.crc, member.length), stored, 0)) return member;
  }
  return null;
}

/**
 * What is wrong with the end of the file, where fflate does not say at which byte the last member ends: its trailer is
 * looked for in the last 64 kB. Zeros after it are padding, as tapes and tar leave it.
 */
async function judgeEnd(blob: Blob, crc: number, length: number): Promise<Damage['why'] | null> {
  if (blob.size < 18) return 'cut';
  const tail = new Uint8Array(await blob.slice(-65536).arrayBuffer());
  const trailer = trailerOf(crc, length);
  for (let at = tail.length - 8; at >= 0; at--) {
    if (!startsWith(tail, trailer, at)) continue;
    const rest = tail.subarray(at + 8);
    if (rest.every((byte) => byte === 0)) return null;
    return rest[0] === 0x1f ? 'cut' : 'trailing';
  }
  for (let kept = 7; kept > 0; kept--) {
    if (startsWith(tail, trailer.subarray(0, kept), tail.length - kept)) return 'cut';
  }
  return 'checksum';
}

function trailerOf(crc: number, length: number): Uint8Array {
  const trailer = new DataView(new ArrayBuffer(8));
  trailer.setUint32(0, crc, true);
  trailer.setUint32(4, length >>> 0, true);
  return new Uint8Array(trailer.buffer);
}

function startsWith(bytes: Uint8Array, part: Uint8Array, at: number): boolean {
  return part.every((byte, i) => bytes[at + i] === byte);
}
