const BLOCK = 1 << 20;

/** Gathers text into blocks of one size, so that readers get few and large ones. */
export class Blocks {
  private readonly block = new Uint8Array(BLOCK);
  private readonly waiting: Uint8Array[] = [];
  private filled = 0;

  push(text: Uint8Array): void {
    this.waiting.push(text);
  }

  *full(): Generator<Uint8Array> {
    for (const text of this.waiting.splice(0)) {
      for (let from = 0; from < text.length; ) {
        const count = Math.min(text.length - from, BLOCK - this.filled);
        this.block.set(text.subarray(from, from + count), this.filled);
        this.filled += count;
        from += count;
        if (this.filled < BLOCK) continue;
        yield this.block;
        this.filled = 0;
      }
    }
  }

  *rest(): Generator<Uint8Array> {
    yield* this.full();
    if (this.filled > 0) yield this.block.subarray(0, this.filled);
  }
}
