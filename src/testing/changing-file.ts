/** A file as Firefox gives it: it keeps the size that it had at first, and what is read is what it holds now. */
export class ChangingFile extends Blob {
  private held: { bytes: Uint8Array };
  private readonly from: number;
  private readonly chunk: number;

  /** Streams come in chunks of `chunk` bytes. */
  constructor(bytes: Uint8Array, chunk = 60_000) {
    super([bytes as BlobPart]);
    this.held = { bytes: new Uint8Array(bytes) };
    this.from = 0;
    this.chunk = chunk;
  }

  /** Writes other content into the file. */
  overwrite(bytes: Uint8Array): void {
    this.held.bytes = new Uint8Array(bytes); // a Buffer lends its slices
  }

  override slice(start = 0, end = this.size): Blob {
    const [from, to] = [Math.min(start, this.size), Math.min(end, this.size)];
    const part = new ChangingFile(new Uint8Array(Math.max(0, to - from)), this.chunk);
    part.held = this.held;
    Object.assign(part, { from: this.from + from });
    return part;
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return this.held.bytes.slice(this.from, this.from + this.size).buffer as ArrayBuffer;
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    let at = 0;
    return new ReadableStream({
      type: 'bytes',
      pull: (controller) => {
        const piece = this.held.bytes.slice(this.from + at, this.from + Math.min(at + this.chunk, this.size));
        at += piece.length;
        if (piece.length > 0) return controller.enqueue(piece as Uint8Array<ArrayBuffer>);
        controller.close();
        (controller as { byobRequest?: { respond(bytes: number): void } | null }).byobRequest?.respond(0);
      },
    });
  }
}
