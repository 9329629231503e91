import { parquetText } from '../parquet/parquet-text.ts';
import { crc32 } from './crc32.ts';
import type { Damage } from './damage.ts';
import { gunzip } from './gunzip.ts';
import { createGunzip, type GunzipKernel, gunzipByKernel } from './gunzip-kernel.ts';
import type { InflateAhead, InflatedAhead } from './inflate-ahead.ts';
import { containerOf, MAGIC_BYTES } from './magic.ts';
import { counted } from './read-bytes.ts';
import type { Seal } from './seal.ts';
import { openStoredBytes, type StoredBytes } from './stored-bytes.ts';
import { blobText, gzipText, inflatedText, type Text } from './text.ts';
import { UnpackLimit } from './unpack-limit.ts';
import { unzstd } from './unzstd.ts';

/** A file that is being read: its text as a stream of blocks, and afterwards with random access. */
export interface Source {
  /** Lent blocks of text. May throw `LogError` `unreadable` or `unpacks-too-large`. */
  readonly blocks: AsyncGenerator<Uint8Array>;
  /** The whole text, once the blocks are through. */
  text(): Text;
  /** What was wrong with the file or its compression, once the blocks are through. */
  damage(): Damage | null;
  /** Ends the reading, begun or not. */
  close(): void;
  /** How it is compressed; `zip` is what a zip has deflated, and the text of `parquet` is made from its rows. */
  readonly form: 'plain' | 'gzip' | 'zstd' | 'zip' | 'parquet';
}

/** What an archive says of a file in it, and how much may come out of files. */
interface Packed {
  /** CRC-32 of the blob. */
  readonly crc?: number | null | undefined;
  /** Whether the blob is a gzip file of a deflated entry. */
  readonly isDeflated?: boolean | undefined;
  readonly limit?: UnpackLimit;
  /** As `LogFile`'s. */
  readonly droppedShare?: number | undefined;
}

/**
 * Opens a file by its first bytes, never by its name. `onTaken` is called with how many stored bytes have been read.
 * Gzip is inflated by `inflate` if there is one, from now on. With the seal of an earlier reading every byte is
 * compared: the blocks throw `LogError` `changed` before one that differs comes out.
 */
export async function openSource(
  blob: Blob,
  name: string,
  onTaken: (bytes: number) => void,
  inflate: InflateAhead | null = null,
  seal: Seal | null = null,
  { crc = null, isDeflated = false, limit = new UnpackLimit(), droppedShare = 1 }: Packed = {},
): Promise<Source> {
  const form = isDeflated ? 'zip' : await formOf(blob);
  const isGzip = form === 'gzip' || form === 'zip';
  const ahead = isGzip && inflate !== null ? await inflate(blob, name, seal) : null;
  if (ahead !== null) return openAhead(blob, ahead, onTaken, form);
  let taken = 0;
  const stored = openStoredBytes(
    blob,
    name,
    (bytes) => {
      taken = bytes;
      if (form !== 'parquet') onTaken(bytes);
    },
    seal,
  );
  const kernel = isGzip ? createGunzip() : null;
  if (kernel !== null) return openGzip(blob, stored, kernel, form);
  let damage: Damage | null = null;
  const onDamage = (found: Damage) => {
    damage ??= found;
  };
  const bytes = crc === null ? stored.blocks : whole(stored.blocks, crc, onDamage);
  if (form === 'plain') return openPlain(blob, bytes, stored, seal, () => damage);
  const onRows = (count: number) => {
    taken = count;
    onTaken(count);
  };
  const pass = limit.meter(name, droppedShare);
  const text = unpacked(form, blob, name, bytes, onRows, onDamage);
  return openUnpacked(
    form,
    text,
    stored,
    (size) => pass(taken, size),
    () => damage,
  );
}

function openPlain(
  blob: Blob,
  blocks: AsyncGenerator<Uint8Array>,
  stored: StoredBytes,
  seal: Seal | null,
  damage: () => Damage | null,
): Source {
  const ended = seal === null ? stored.damage : () => endOf(seal, blob);
  return {
    blocks,
    text: () => blobText(blob, stored.seal()),
    damage: () => ended() ?? damage(),
    close: closing(blocks),
    form: 'plain',
  };
}

/**
 * The text of a file that the kernel does not unpack. `onRows` is called with the stored bytes of the Parquet rows up
 * to now.
 */
function unpacked(
  form: Source['form'],
  blob: Blob,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  onRows: (count: number) => void,
  onDamage: (damage: Damage) => void,
): AsyncGenerator<Uint8Array> {
  if (form === 'zstd') return unzstd(bytes, onDamage);
  if (form === 'parquet') return afterwards(bytes, () => parquetText(blob, name, onRows));
  return gunzip(blob, bytes, onDamage);
}

function openUnpacked(
  form: Source['form'],
  text: AsyncGenerator<Uint8Array>,
  stored: StoredBytes,
  onSize: (size: number) => void,
  damage: () => Damage | null,
): Source {
  const copies: Blob[] = [];
  const blocks = kept(text, copies, onSize);
  return {
    blocks,
    text: () => inflatedText(new Blob(copies), stored.seal()),
    damage: () => stored.damage() ?? damage(),
    close: closing(blocks),
    form,
  };
}

function openAhead(blob: Blob, ahead: InflatedAhead, onTaken: (bytes: number) => void, form: Source['form']): Source {
  return {
    blocks: ahead.blocks(onTaken),
    text: () => gzipText(blob, ahead.points, ahead.size, ahead.seal()),
    damage: () => ahead.damage,
    close: () => ahead.close(),
    form,
  };
}

function openGzip(blob: Blob, stored: StoredBytes, kernel: GunzipKernel, form: Source['form']): Source {
  let size = 0;
  const blocks = counted(gunzipByKernel(kernel, stored.blocks), (bytes) => {
    size = bytes;
  });
  return {
    blocks,
    text: () => gzipText(blob, kernel.points, size, stored.seal()),
    damage: () => stored.damage() ?? kernel.damage,
    close: () => {
      closing(blocks)();
      kernel.close(); // blocks that were not requested have no end
    },
    form,
  };
}

function closing(blocks: AsyncGenerator<Uint8Array>): () => void {
  return () => {
    blocks.return(undefined).catch(() => {}); // the reader of the blocks has the error already
  };
}

/** Read again, a file ends where it did before. */
function endOf({ size }: Seal, blob: Blob): Damage | null {
  return size < blob.size ? { why: 'shorter', at: size } : null;
}

async function formOf(blob: Blob): Promise<Source['form']> {
  try {
    const kind = containerOf(new Uint8Array(await blob.slice(0, MAGIC_BYTES).arrayBuffer()));
    return kind === 'gzip' || kind === 'zstd' || kind === 'parquet' ? kind : 'plain';
  } catch {
    return 'plain'; // reading the blocks fails as well, and says why
  }
}

/**
 * Passes blocks on and keeps a copy of each as a Blob, which the browser may move out of memory. `onSize` is called
 * with the bytes of text up to now.
 */
async function* kept(
  blocks: AsyncIterable<Uint8Array>,
  copies: Blob[],
  onSize: (size: number) => void,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const block of blocks) {
    size += block.length;
    onSize(size);
    if (block.length > 0) copies.push(new Blob([block as BlobPart]));
    yield block;
  }
}

/** Reads a file once through, so that it is sealed and checked, before anything is read from it at any place. */
async function* afterwards(
  stored: AsyncIterable<Uint8Array>,
  read: () => AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for await (const _ of stored) yield NOTHING; // yields to other messages
  yield* read();
}

const NOTHING = new Uint8Array(0);

/** Passes bytes on and says at their end whether they have the CRC-32 that the archive gives. */
async function* whole(
  blocks: AsyncIterable<Uint8Array>,
  expected: number,
  onDamage: (damage: Damage) => void,
): AsyncGenerator<Uint8Array> {
  let crc = 0;
  let size = 0;
  for await (const block of blocks) {
    crc = crc32(crc, block);
    size += block.length;
    yield block;
  }
  if (crc !== expected) onDamage({ why: 'checksum', at: size });
}
