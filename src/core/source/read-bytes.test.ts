import { describe, expect, it } from 'vitest';
import { ChangingFile } from '../../testing/changing-file.ts';
import { readBytes } from './read-bytes.ts';

const bytes = Uint8Array.from({ length: 5_000_000 }, (_, i) => (i * 31) & 255);

async function readAll(blob: Blob): Promise<{ all: Uint8Array; blocks: number }> {
  const parts: Uint8Array[] = [];
  for await (const block of readBytes(blob, 'conn.log')) parts.push(block.slice());
  return { all: Buffer.concat(parts), blocks: parts.length };
}

/** A file as a browser gives it whose streams are no byte streams. */
class PlainBlob extends Blob {
  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 60_000) controller.enqueue(bytes.slice(at, at + 60_000));
        controller.close();
      },
    });
  }
}

describe('readBytes', () => {
  it('gives all bytes in few blocks', async () => {
    const { all, blocks } = await readAll(new Blob([bytes]));
    expect(Buffer.compare(all, bytes)).toBe(0);
    expect(blocks).toBeLessThanOrEqual(Math.ceil(bytes.length / (512 << 10)));
    expect((await readAll(new Blob([]))).all.length).toBe(0);
  });

  it('gives all bytes where there is no BYOB reader', async () => {
    expect(Buffer.compare((await readAll(new PlainBlob([bytes]))).all, bytes)).toBe(0);
  });

  it('says which file could not be read', async () => {
    const failing = new (class extends Blob {
      override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
        return new ReadableStream({ type: 'bytes', pull: (controller) => controller.error(new Error('gone')) });
      }
    })(['x']);
    await expect(readAll(failing)).rejects.toMatchObject({
      code: 'unreadable',
      detail: { file: 'conn.log', why: 'gone' },
    });
  });

  it.each([true, false])('ends a file that grows where it ended at first, byte stream or not: %s', async (isBytes) => {
    const file = new ChangingFile(bytes);
    if (!isBytes) file.stream = () => new PlainBlob([bytes]).stream();
    file.overwrite(Buffer.concat([bytes, bytes]));
    Object.defineProperty(file, 'size', { value: 1_234_567 });
    expect(Buffer.compare((await readAll(file)).all, bytes.subarray(0, 1_234_567))).toBe(0);
  });

  it('tells a file that ends before its size', async () => {
    const file = new ChangingFile(bytes);
    file.overwrite(bytes.subarray(0, 3_000_000));
    await expect(readAll(file)).rejects.toMatchObject({
      code: 'unreadable',
      detail: { why: 'shorter', read: 3_000_000, size: bytes.length },
    });
  });
});
