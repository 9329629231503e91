/** A part of a zstd file: a frame, or bytes that are to be skipped. */
export type ZstdPart = { readonly text: Uint8Array; readonly isChecked: boolean } | { readonly skipped: Uint8Array };

/** A zstd file of blocks that are stored, or repeat one byte, as RFC 8878 has them. Node 20 cannot compress zstd. */
export function makeZstd(parts: readonly ZstdPart[], blockBytes = 100_000): Buffer {
  return Buffer.concat(
    parts.map((part) => ('text' in part ? frame(part.text, part.isChecked, blockBytes) : skippable(part.skipped))),
  );
}

function frame(text: Uint8Array, isChecked: boolean, blockBytes: number): Buffer {
  // A single segment, its size in four bytes.
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, isChecked ? 0xa4 : 0xa0, 0, 0, 0, 0]);
  head.writeUInt32LE(text.length, 5);
  const parts: Uint8Array[] = [head];
  for (let at = 0; at < text.length || at === 0; at += blockBytes) {
    const block = text.subarray(at, at + blockBytes);
    const isLast = at + blockBytes >= text.length ? 1 : 0;
    const isRun = block.length > 0 && block.every((byte) => byte === block[0]);
    const mark = Buffer.alloc(3);
    mark.writeUIntLE((block.length << 3) | (isRun ? 2 : 0) | isLast, 0, 3);
    parts.push(mark, isRun ? block.subarray(0, 1) : block);
  }
  if (isChecked) {
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32LE(Number(xxh64(text) & 0xffffffffn));
    parts.push(checksum);
  }
  return Buffer.concat(parts);
}

function skippable(bytes: Uint8Array): Buffer {
  const head = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);
  head.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([head, bytes]);
}

const PRIMES: readonly bigint[] = [
  0x9e3779b185ebca87n,
  0xc2b2ae3d27d4eb4fn,
  0x165667b19e3779f9n,
  0x85ebca77c2b2ae63n,
  0x27d4eb2f165667c5n,
];
const [P1, P2, P3, P4, P5] = PRIMES;

/** XXH64 with seed 0, slowly. Source: xxhash_spec.md of the xxHash project. */
function xxh64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  let hash = P5;
  if (bytes.length >= 32) {
    const lanes = [P1 + P2, P2, 0n, -P1].map((lane) => BigInt.asUintN(64, lane));
    for (; at + 32 <= bytes.length; at += 32) {
      for (let i = 0; i < 4; i++) lanes[i] = round(lanes[i], view.getBigUint64(at + 8 * i, true));
    }
    hash = lanes.reduce((sum, lane, i) => sum + rotated(lane, [1n, 7n, 12n, 18n][i]), 0n);
    for (const lane of lanes) hash = wrapped((hash ^ round(0n, lane)) * P1 + P4);
  }
  hash = wrapped(hash + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8) {
    hash = wrapped(rotated(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * P1 + P4);
  }
  if (at + 4 <= bytes.length) {
    hash = wrapped(rotated(hash ^ wrapped(BigInt(view.getUint32(at, true)) * P1), 23n) * P2 + P3);
    at += 4;
  }
  for (; at < bytes.length; at++) hash = wrapped(rotated(hash ^ wrapped(BigInt(bytes[at]) * P5), 11n) * P1);
  hash = wrapped((hash ^ (hash >> 33n)) * P2);
  hash = wrapped((hash ^ (hash >> 29n)) * P3);
  return hash ^ (hash >> 32n);
}

function round(lane: bigint, input: bigint): bigint {
  return wrapped(rotated(wrapped(lane + wrapped(input * P2)), 31n) * P1);
}

function rotated(value: bigint, bits: bigint): bigint {
  const whole = wrapped(value);
  return wrapped((whole << bits) | (whole >> (64n - bits)));
}

function wrapped(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}
