import { LogError } from '../errors.ts';
import type { Damage } from './damage.ts';
import { counted, readBytes, SHORTER } from './read-bytes.ts';
import { checked, type Seal, Sealer, type SealPart, sealing } from './seal.ts';

/** The stored bytes of a file that is being read. They are sealed, or compared with the seal of an earlier reading. */
export interface StoredBytes {
  readonly blocks: AsyncGenerator<Uint8Array>;
  /** The seal of the bytes that came up to now. */
  seal(): Seal;
  /** As `Sealer.nextPart`; null when there was a seal before. */
  sealPart(): SealPart | null;
  /** Why they ended before the file's size, once they are through. */
  damage(): Damage | null;
}

/**
 * Reads a file for the first time, or again when there is a seal of it. A first reading that fails after some bytes
 * ends there, with `damage`. Throws `LogError`: `unreadable` when not a byte came, `changed` when the file is not what
 * was sealed.
 */
export function openStoredBytes(
  blob: Blob,
  name: string,
  onTaken: (bytes: number) => void,
  before: Seal | null,
): StoredBytes {
  if (before !== null) {
    const blocks = counted(checked(readBytes(blob, name), before), onTaken);
    return { blocks, seal: () => before, sealPart: () => null, damage: () => null };
  }
  const sealer = new Sealer(name);
  let damage: Damage | null = null;
  const whole = untilItFails(readBytes(blob, name), (found) => {
    damage = found;
  });
  return {
    blocks: counted(sealing(whole, sealer), onTaken),
    seal: () => sealer.seal(),
    sealPart: () => sealer.nextPart(),
    damage: () => damage,
  };
}

/** The blocks up to where reading fails. */
async function* untilItFails(
  blocks: AsyncIterable<Uint8Array>,
  onDamage: (damage: Damage) => void,
): AsyncGenerator<Uint8Array> {
  let at = 0;
  try {
    for await (const block of blocks) {
      at += block.length;
      yield block;
    }
  } catch (error) {
    if (!(error instanceof LogError && error.code === 'unreadable') || at === 0) throw error;
    onDamage({ why: error.detail.why === SHORTER ? 'shorter' : 'unreadable', at });
  }
}
