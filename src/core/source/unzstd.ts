import { Blocks } from './blocks.ts';
import type { Damage } from './damage.ts';
import { startXxhash, ZstdFrames } from './zstd-frames.ts';

/**
 * Decompresses zstd, any number of frames, block after block; each block is lent until the next is asked for. Nothing
 * is thrown for damage: what was decoded before it comes out, then `onDamage` is called.
 */
export async function* unzstd(
  compressed: AsyncIterable<Uint8Array>,
  onDamage: (damage: Damage) => void,
): AsyncGenerator<Uint8Array> {
  const out = new Blocks();
  const frames = new ZstdFrames(await startXxhash());
  for await (const bytes of compressed) {
    for (const text of frames.push(bytes)) {
      out.push(text);
      yield* out.full();
    }
    if (frames.damage !== null && frames.damage.why !== 'checksum') break;
  }
  frames.end();
  yield* out.rest();
  if (frames.damage !== null) onDamage(frames.damage);
}
