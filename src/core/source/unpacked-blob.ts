import { whenDue } from '../control.ts';
import type { Damage } from './damage.ts';
import { createGunzip } from './gunzip-kernel.ts';
import { openSource } from './open-source.ts';
import type { LogFile } from './unpack.ts';
import type { UnpackLimit } from './unpack-limit.ts';

/** What a compressed file holds, as a file of its own. */
interface Unpacked {
  readonly blob: Blob;
  readonly damage: Damage | null;
}

/** Smaller ones are inflated at once: a stream costs as much as inflating them. */
const SMALL = 64 << 10;
/** Text that is gathered before it becomes part of a blob. */
const PART = 4 << 20;

/** Unpacks gzip or zstd as a whole, for what has to be read at any place: an archive, or what is compressed twice. */
export async function unpackedBlob(
  { blob, path, droppedShare }: LogFile,
  limit: UnpackLimit,
  onTaken: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Unpacked> {
  const small = blob.size <= SMALL ? inflated(new Uint8Array(await blob.arrayBuffer())) : null;
  if (small !== null) return small;
  const pause = whenDue(signal);
  const pass = limit.meter(path, droppedShare);
  let taken = 0;
  const source = await openSource(blob, path, (bytes) => {
    taken = bytes;
    onTaken(bytes);
  });
  const parts: Blob[] = [];
  let gathered: Uint8Array[] = [];
  let text = 0;
  let size = 0;
  const gather = () => {
    parts.push(new Blob(gathered as BlobPart[]));
    gathered = [];
    size = 0;
  };
  try {
    for await (const block of source.blocks) {
      text += block.length;
      pass(taken, text);
      gathered.push(block.slice());
      size += block.length;
      if (size >= PART) gather();
      await pause();
    }
  } finally {
    source.close();
  }
  gather();
  return { blob: new Blob(parts), damage: source.damage() };
}

/** Null for what is no gzip, or without WebAssembly. */
function inflated(bytes: Uint8Array): Unpacked | null {
  const gunzip = bytes[0] === 0x1f ? createGunzip() : null;
  if (gunzip === null) return null;
  const parts: Uint8Array[] = [];
  try {
    for (const block of gunzip.push(bytes)) parts.push(block.slice());
    for (const block of gunzip.end()) parts.push(block.slice());
  } finally {
    gunzip.close();
  }
  return { blob: new Blob(parts as BlobPart[]), damage: gunzip.damage };
}
