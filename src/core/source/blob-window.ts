import { LogError } from '../errors.ts';

const WIDTH = 1 << 20;

/**
 * Reads small pieces of a blob that lie near each other: a megabyte is read at once and kept, since a read costs a
 * browser about as much as 100 kB do.
 */
export class BlobWindow {
  readonly size: number;
  private readonly blob: Blob;
  private readonly name: string;
  private start = 0;
  private bytes: Uint8Array = new Uint8Array(0);

  constructor(blob: Blob, name: string) {
    this.blob = blob;
    this.name = name;
    this.size = blob.size;
  }

  /** Bytes `from` to `to`, fewer where the blob ends; lent until the next read. Throws `LogError` `unreadable`. */
  async read(from: number, to: number): Promise<Uint8Array> {
    const end = Math.min(to, this.size);
    if (from < this.start || end > this.start + this.bytes.length) {
      this.bytes = await this.load(from, Math.min(this.size, Math.max(end, from + WIDTH)));
      this.start = from;
    }
    return this.bytes.subarray(from - this.start, Math.max(end, from) - this.start);
  }

  private async load(from: number, to: number): Promise<Uint8Array> {
    try {
      return new Uint8Array(await this.blob.slice(from, to).arrayBuffer());
    } catch (error) {
      throw new LogError('unreadable', {
        file: this.name,
        why: error instanceof Error ? error.message : String(error),
      });
    }
  }
}
