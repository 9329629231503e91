import { startKernel } from '../kernel/module.ts';
import { crc32 } from './crc32.ts';

/** Bytes that one checksum stands for. */
export const PIECE_BYTES = 64 << 10;

type Checksum = (piece: Uint8Array) => number;

let best: Checksum | undefined;

/** CRC-32 of at most `PIECE_BYTES` bytes, copied into WebAssembly where it can be had: about 5 GB/s, otherwise 0.3. */
export function checksum(piece: Uint8Array): number {
  best ??= inKernel() ?? ((bytes) => crc32(0, bytes));
  return best(piece);
}

function inKernel(): Checksum | null {
  const started = startKernel<{ crc32(crc: number, at: number, length: number): number }>(() => PIECE_BYTES);
  if (started === null) return null;
  const { exports, free } = started;
  const memory = new Uint8Array(started.buffer, free, PIECE_BYTES);
  return (piece) => {
    memory.set(piece);
    return exports.crc32(0, free, piece.length) >>> 0;
  };
}
