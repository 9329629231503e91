const encoder = new TextEncoder();
const CHUNK = 4 << 20;
/** Of the first part: most exports of a test, and of a few flows, need no more. */
const FIRST_CHUNK = 64 << 10;

/** Gathers bytes into a Blob of large parts; a file of any size is never one string or one array. */
export class ByteWriter {
  private parts: Blob[] = [];
  private chunk = new Uint8Array(FIRST_CHUNK);
  private length = 0;

  text(text: string): void {
    this.reserve(text.length * 3);
    this.length += encoder.encodeInto(text, this.chunk.subarray(this.length)).written;
  }

  byte(byte: number): void {
    this.reserve(1);
    this.chunk[this.length++] = byte;
  }

  /** Copies `bytes[start..end)`. */
  bytes(bytes: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    const { chunk } = this;
    let at = this.length;
    for (let i = start; i < end; i++) chunk[at++] = bytes[i];
    this.length = at;
  }

  /** The full parts written up to now, which the writer gives away. */
  take(): readonly Blob[] {
    const { parts } = this;
    this.parts = [];
    return parts;
  }

  /** Everything written and not taken, as one Blob. */
  finish(type: string): Blob {
    this.flush();
    return new Blob(this.parts, { type });
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.chunk.length) return;
    this.flush();
    if (this.chunk.length < Math.max(CHUNK, bytes)) this.chunk = new Uint8Array(Math.max(CHUNK, bytes));
  }

  private flush(): void {
    if (this.length > 0) this.parts.push(new Blob([this.chunk.slice(0, this.length)]));
    this.length = 0;
  }
}
