import { type GzipDamage, gunzip } from './gunzip.ts';
import { readBytes } from './read-bytes.ts';

/** A file on its way in: its text as a stream of blocks, and afterwards as something that can be read at any place. */
export interface Source {
  /** Lent blocks of text. May throw `LogError` `unreadable`. */
  readonly blocks: AsyncGenerator<Uint8Array>;
  /** The whole text, once the blocks are through: the file itself, or the inflated text. */
  text(): Blob;
  /** What was wrong with the compression, once the blocks are through. */
  damage(): GzipDamage | null;
}

/** Opens a file by its first bytes, never by its name. `onTaken` hears how many stored bytes have been read. */
export async function openSource(blob: Blob, name: string, onTaken: (bytes: number) => void): Promise<Source> {
  const stored = counted(readBytes(blob, name), onTaken);
  if (!(await isGzip(blob))) return { blocks: stored, text: () => blob, damage: () => null };
  let damage: GzipDamage | null = null;
  const inflated: Blob[] = [];
  return {
    blocks: kept(
      gunzip(blob, stored, (found) => {
        damage = found;
      }),
      inflated,
    ),
    text: () => new Blob(inflated),
    damage: () => damage,
  };
}

async function isGzip(blob: Blob): Promise<boolean> {
  try {
    const magic = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
    return magic[0] === 0x1f && magic[1] === 0x8b;
  } catch {
    return false; // reading the blocks fails as well, and says why
  }
}

async function* counted(
  blocks: AsyncIterable<Uint8Array>,
  onTaken: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let taken = 0;
  for await (const block of blocks) {
    taken += block.length;
    onTaken(taken);
    yield block;
  }
}

/** Passes blocks on and keeps a copy of each as a Blob, which the browser may move out of memory. */
async function* kept(blocks: AsyncIterable<Uint8Array>, copies: Blob[]): AsyncGenerator<Uint8Array> {
  for await (const block of blocks) {
    copies.push(new Blob([block as BlobPart]));
    yield block;
  }
}
