import { startKernel } from '../kernel/module.ts';
import { crc32 } from './crc32.ts';

/** Bytes that one checksum stands for. */
export const PIECE_BYTES = 64 << 10;

type Checksum = (piece: Uint8Array) => number;

let best: Checksum | undefined;

/**
 * A checksum of at most `PIECE_BYTES` bytes, which is the same only in the same browser: made in WebAssembly where it
 * can be had, at about 6 GB/s with the copy, otherwise the CRC-32 at 0.3.
 */
export function checksum(piece: Uint8Array): number {
  best ??= inKernel() ?? ((bytes) => crc32(0, bytes));
  return best(piece);
}

/** Bytes that the kernel takes in one step. */
const STEP = 64;

function inKernel(): Checksum | null {
  const started = startKernel<{ sumPiece(at: number, length: number): number }>(() => PIECE_BYTES);
  if (started === null) return null;
  const { exports, free } = started;
  const memory = new Uint8Array(started.buffer, free, PIECE_BYTES);
  return (piece) => {
    const { length } = piece;
    const whole = Math.ceil(length / STEP) * STEP;
    memory.set(piece);
    memory.fill(0, length, whole);
    return (exports.sumPiece(free, whole) ^ length) >>> 0;
  };
}
