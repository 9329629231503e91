import { Decompress } from 'fzstd';
import { Blocks } from './blocks.ts';
import type { Damage } from './damage.ts';

/** fzstd gives wrong bytes with the next larger one: measured with `zstd --long=27` over 148 MB. */
const LARGEST_WINDOW = 64 << 20;

/**
 * Decompresses zstd, any number of frames, block after block; each block is lent until the next is asked for. Nothing is
 * thrown for damage: what was decoded before it comes out, then `onDamage` is called.
 */
export async function* unzstd(
  compressed: AsyncIterable<Uint8Array>,
  onDamage: (damage: Damage) => void,
): AsyncGenerator<Uint8Array> {
  const out = new Blocks();
  const stream = new Decompress((block) => out.push(block));
  let taken = 0;
  let damage: Damage | null = null;
  const take = (piece: Uint8Array, final: boolean) => {
    taken += piece.length;
    try {
      stream.push(piece, final);
    } catch {
      damage = { why: final ? 'cut' : 'damaged', at: taken };
    }
  };
  for await (const block of compressed) {
    if (taken === 0 && windowOf(block) > LARGEST_WINDOW) {
      onDamage({ why: 'window', at: 0 });
      return;
    }
    take(block.slice(), false); // it keeps what it is given
    yield* out.full();
    if (damage !== null) break;
  }
  if (damage === null) take(new Uint8Array(0), true);
  yield* out.rest();
  if (damage !== null) onDamage(damage);
}

/** How far back the first frame may refer, in bytes; 0 where its header does not say. RFC 8878, 3.1.1.1. */
function windowOf(frame: Uint8Array): number {
  if (frame[0] !== 0x28) return 0; // a frame to be skipped comes first
  const descriptor = frame[4];
  const isSingle = (descriptor & 0x20) !== 0;
  if (!isSingle) {
    const base = 2 ** (10 + (frame[5] >> 3));
    return base + (base / 8) * (frame[5] & 7);
  }
  // The window of a single segment is its content.
  const at = 5 + [0, 1, 2, 4][descriptor & 3];
  const bytes = [1, 2, 4, 8][descriptor >> 6];
  let size = 0;
  for (let i = bytes - 1; i >= 0; i--) size = size * 256 + frame[at + i];
  return size;
}
