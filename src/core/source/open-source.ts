import type { Damage } from './damage.ts';
import { gunzip } from './gunzip.ts';
import { createGunzip, type GunzipKernel, gunzipByKernel } from './gunzip-kernel.ts';
import { containerOf, MAGIC_BYTES } from './magic.ts';
import { readBytes } from './read-bytes.ts';
import { blobText, gzipText, type Text } from './text.ts';
import { unzstd } from './unzstd.ts';

/** A file on its way in: its text as a stream of blocks, and afterwards as something that can be read at any place. */
export interface Source {
  /** Lent blocks of text. May throw `LogError` `unreadable`. */
  readonly blocks: AsyncGenerator<Uint8Array>;
  /** The whole text, once the blocks are through. */
  text(): Text;
  /** What was wrong with the compression, once the blocks are through. */
  damage(): Damage | null;
  /** How it is compressed. */
  readonly form: 'plain' | 'gzip' | 'zstd';
}

/** Opens a file by its first bytes, never by its name. `onTaken` hears how many stored bytes have been read. */
export async function openSource(blob: Blob, name: string, onTaken: (bytes: number) => void): Promise<Source> {
  const stored = counted(readBytes(blob, name), onTaken);
  const form = await formOf(blob);
  if (form === 'plain') return { blocks: stored, text: () => blobText(blob), damage: () => null, form };
  const kernel = form === 'gzip' ? createGunzip() : null;
  if (kernel !== null) return openGzip(blob, stored, kernel);
  let damage: Damage | null = null;
  const onDamage = (found: Damage) => {
    damage = found;
  };
  const inflated: Blob[] = [];
  return {
    blocks: kept(form === 'gzip' ? gunzip(blob, stored, onDamage) : unzstd(stored, onDamage), inflated),
    text: () => blobText(new Blob(inflated)),
    damage: () => damage,
    form,
  };
}

function openGzip(blob: Blob, stored: AsyncIterable<Uint8Array>, kernel: GunzipKernel): Source {
  let size = 0;
  const blocks = counted(gunzipByKernel(kernel, stored), (bytes) => {
    size = bytes;
  });
  return { blocks, text: () => gzipText(blob, kernel.points, size), damage: () => kernel.damage, form: 'gzip' };
}

async function formOf(blob: Blob): Promise<Source['form']> {
  try {
    const kind = containerOf(new Uint8Array(await blob.slice(0, MAGIC_BYTES).arrayBuffer()));
    return kind === 'gzip' || kind === 'zstd' ? kind : 'plain';
  } catch {
    return 'plain'; // reading the blocks fails as well, and says why
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
