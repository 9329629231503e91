import type { Damage } from './damage.ts';
import { gunzip } from './gunzip.ts';
import { createGunzip, type GunzipKernel, gunzipByKernel } from './gunzip-kernel.ts';
import type { InflateAhead, InflatedAhead } from './inflate-ahead.ts';
import { containerOf, MAGIC_BYTES } from './magic.ts';
import { counted } from './read-bytes.ts';
import type { Seal } from './seal.ts';
import { openStoredBytes, type StoredBytes } from './stored-bytes.ts';
import { blobText, gzipText, inflatedText, type Text } from './text.ts';
import { unzstd } from './unzstd.ts';

/** A file on its way in: its text as a stream of blocks, and afterwards as something that can be read at any place. */
export interface Source {
  /** Lent blocks of text. May throw `LogError` `unreadable`. */
  readonly blocks: AsyncGenerator<Uint8Array>;
  /** The whole text, once the blocks are through. */
  text(): Text;
  /** What was wrong with the file or its compression, once the blocks are through. */
  damage(): Damage | null;
  /** Ends the reading, begun or not. */
  close(): void;
  /** How it is compressed. */
  readonly form: 'plain' | 'gzip' | 'zstd';
}

/**
 * Opens a file by its first bytes, never by its name. `onTaken` hears how many stored bytes have been read. Gzip is inflated by
 * `inflate` if there is one, from now on. With the seal of an earlier reading every byte is compared: the blocks throw `LogError`
 * `changed` before one that differs comes out.
 */
export async function openSource(
  blob: Blob,
  name: string,
  onTaken: (bytes: number) => void,
  inflate: InflateAhead | null = null,
  seal: Seal | null = null,
): Promise<Source> {
  const form = await formOf(blob);
  const ahead = form === 'gzip' && inflate !== null ? await inflate(blob, name, seal) : null;
  if (ahead !== null) return openAhead(blob, ahead, onTaken);
  const stored = openStoredBytes(blob, name, onTaken, seal);
  if (form === 'plain') {
    const { blocks } = stored;
    const damage = seal === null ? stored.damage : () => endOf(seal, blob);
    return { blocks, text: () => blobText(blob, stored.seal()), damage, close: closing(blocks), form };
  }
  const kernel = form === 'gzip' ? createGunzip() : null;
  if (kernel !== null) return openGzip(blob, stored, kernel);
  let damage: Damage | null = null;
  const onDamage = (found: Damage) => {
    damage = found;
  };
  const inflated: Blob[] = [];
  const blocks = kept(
    form === 'gzip' ? gunzip(blob, stored.blocks, onDamage) : unzstd(stored.blocks, onDamage),
    inflated,
  );
  return {
    blocks,
    text: () => inflatedText(new Blob(inflated), stored.seal()),
    damage: () => stored.damage() ?? damage,
    close: closing(blocks),
    form,
  };
}

function openAhead(blob: Blob, ahead: InflatedAhead, onTaken: (bytes: number) => void): Source {
  return {
    blocks: ahead.blocks(onTaken),
    text: () => gzipText(blob, ahead.points, ahead.size, ahead.seal()),
    damage: () => ahead.damage,
    close: () => ahead.close(),
    form: 'gzip',
  };
}

function openGzip(blob: Blob, stored: StoredBytes, kernel: GunzipKernel): Source {
  let size = 0;
  const blocks = counted(gunzipByKernel(kernel, stored.blocks), (bytes) => {
    size = bytes;
  });
  return {
    blocks,
    text: () => gzipText(blob, kernel.points, size, stored.seal()),
    damage: () => stored.damage() ?? kernel.damage,
    close: closing(blocks),
    form: 'gzip',
  };
}

function closing(blocks: AsyncGenerator<Uint8Array>): () => void {
  return () => {
    blocks.return(undefined).catch(() => {}); // who read it has been told
  };
}

/** Read again, a file ends where it did before. */
function endOf({ size }: Seal, blob: Blob): Damage | null {
  return size < blob.size ? { why: 'shorter', at: size } : null;
}

async function formOf(blob: Blob): Promise<Source['form']> {
  try {
    const kind = containerOf(new Uint8Array(await blob.slice(0, MAGIC_BYTES).arrayBuffer()));
    return kind === 'gzip' || kind === 'zstd' ? kind : 'plain';
  } catch {
    return 'plain'; // reading the blocks fails as well, and says why
  }
}

/** Passes blocks on and keeps a copy of each as a Blob, which the browser may move out of memory. */
async function* kept(blocks: AsyncIterable<Uint8Array>, copies: Blob[]): AsyncGenerator<Uint8Array> {
  for await (const block of blocks) {
    copies.push(new Blob([block as BlobPart]));
    yield block;
  }
}
