import type { Damage } from '../source/damage.ts';
import { gunzip } from '../source/gunzip.ts';
import { createGunzip, gunzipByKernel } from '../source/gunzip-kernel.ts';
import { joined } from '../source/joined.ts';
import { containerOf, MAGIC_BYTES } from '../source/magic.ts';
import { unzstd } from '../source/unzstd.ts';
import type { OpenFile } from './growing-file.ts';

/** The text of a file, unpacked if it is compressed. */
export interface FileText {
  readonly isCompressed: boolean;
  /** Bytes `from` to `to` of the text, fewer where it ends. The caller owns them. */
  read(from: number, to: number): Promise<Uint8Array>;
  /** Whether the end that was met is not the end of the compressed file: it is still being written, or is damaged. */
  readonly isCut: boolean;
  /** Stops unpacking. The file stays open. */
  close(): Promise<void>;
}

/** The text of an open file. Its first bytes, never its name, say whether it is compressed (gzip or zstd). */
export async function textOf(file: OpenFile): Promise<FileText> {
  const form = containerOf(await file.read(0, MAGIC_BYTES));
  if (form === 'gzip' || form === 'zstd') return new UnpackedText(file, form);
  return { isCompressed: false, read: (from, to) => file.read(from, to), isCut: false, close: async () => {} };
}

/** Unpacks a file from its beginning, and once more when bytes before the last ones are wanted. */
class UnpackedText implements FileText {
  readonly isCompressed = true;
  isCut = false;
  private readonly file: OpenFile;
  private readonly form: 'gzip' | 'zstd';
  private blocks: AsyncGenerator<Uint8Array> | null = null;
  /** Text that was unpacked and not read, and where it stands. */
  private held: Uint8Array = new Uint8Array(0);
  private at = 0;

  constructor(file: OpenFile, form: 'gzip' | 'zstd') {
    this.file = file;
    this.form = form;
  }

  async read(from: number, to: number): Promise<Uint8Array> {
    if (this.blocks === null || from < this.at) await this.begin();
    while (this.at + this.held.length < to) {
      const next = await this.blocks?.next();
      if (next === undefined || next.done === true) break;
      const skipped = Math.min(this.held.length, Math.max(0, from - this.at));
      this.held = joined(this.held.subarray(skipped), next.value.slice());
      this.at += skipped;
    }
    const start = Math.min(this.held.length, Math.max(0, from - this.at));
    return this.held.slice(start, Math.max(start, to - this.at));
  }

  async close(): Promise<void> {
    await this.blocks?.return(undefined);
    this.blocks = null;
  }

  private async begin(): Promise<void> {
    await this.close();
    this.held = new Uint8Array(0);
    this.at = 0;
    this.isCut = false;
    const stored = bytesOf(this.file);
    const onDamage = (_: Damage) => {
      this.isCut = true;
    };
    if (this.form === 'zstd') this.blocks = unzstd(stored, onDamage);
    else this.blocks = gunzipped(this.file, stored, onDamage);
  }
}

const PIECE = 256 << 10;

async function* bytesOf(file: OpenFile): AsyncGenerator<Uint8Array> {
  for (let at = 0; ; ) {
    const bytes = await file.read(at, at + PIECE);
    if (bytes.length === 0) return;
    at += bytes.length;
    yield bytes;
  }
}

async function* gunzipped(
  file: OpenFile,
  stored: AsyncGenerator<Uint8Array>,
  onDamage: (damage: Damage) => void,
): AsyncGenerator<Uint8Array> {
  const kernel = createGunzip();
  if (kernel === null) {
    const blob = new Blob([(await file.read(0, await file.size())) as BlobPart]);
    yield* gunzip(blob, stored, onDamage);
    return;
  }
  yield* gunzipByKernel(kernel, stored);
  if (kernel.damage !== null) onDamage(kernel.damage);
}
