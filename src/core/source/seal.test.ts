import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangingFile } from '../../testing/changing-file.ts';
import { checksum, PIECE_BYTES } from './checksum.ts';
import { openSource } from './open-source.ts';
import type { Text } from './text.ts';

describe('checksum', () => {
  it('of a piece differs after any change of a byte, an order or a length', () => {
    const piece = fc.uint8Array({ minLength: 2, maxLength: 400 });
    const at = fc.nat(398);
    const property = fc.property(piece, at, at, fc.integer({ min: 1, max: 255 }), (bytes, one, two, flip) => {
      const sum = checksum(bytes);
      expect(checksum(bytes.slice())).toBe(sum);
      const other = bytes.slice();
      other[one % bytes.length] ^= flip;
      expect(checksum(other)).not.toBe(sum);
      expect(checksum(Uint8Array.from([...bytes, 0]))).not.toBe(sum);
      expect(checksum(bytes.subarray(0, bytes.length - 1))).not.toBe(sum);
      const [first, second] = [bytes[one % bytes.length], bytes[two % bytes.length]];
      if (first === second) return;
      const swapped = bytes.slice();
      swapped[one % bytes.length] = second;
      swapped[two % bytes.length] = first;
      expect(checksum(swapped)).not.toBe(sum);
    });
    fc.assert(property, { numRuns: 1000 });
  });
});

const content = Uint8Array.from({ length: 4 * PIECE_BYTES + 12_345 }, (_, i) => ((i * 2_654_435_761) >>> 13) & 127);

async function opened(file: Blob): Promise<Text> {
  const source = await openSource(file, 'conn.log', () => {});
  for await (const _ of source.blocks);
  return source.text();
}

async function joined(blocks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const block of blocks) parts.push(block.slice());
  return Buffer.concat(parts);
}

const place = fc.integer({ min: 0, max: content.length });
const range = fc.tuple(place, place).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const chunk = fc.integer({ min: 1000, max: 300_000 });

/** What may become of a file: other bytes in it, an end too soon, more, something else. */
const others = fc.oneof(
  fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 50 })).map(([at, bytes]) => {
    const other = content.slice();
    other.set(bytes.subarray(0, Math.max(0, other.length - at)), at);
    return other;
  }),
  place.map((length) => content.slice(0, length)),
  fc.uint8Array({ maxLength: 50 }).map((more) => Uint8Array.from([...content, ...more])),
  fc.uint8Array({ maxLength: 50 }).map((begin) => Uint8Array.from([...begin, ...content])),
);

describe('a file that is read again', () => {
  it('gives any part as it was, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(range, chunk, async ([from, to], size) => {
        const text = await opened(new ChangingFile(content, size));
        expect(Buffer.compare(await text.read(from, to), content.subarray(from, to))).toBe(0);
        expect(Buffer.compare(await joined(text.blocks(from, to)), content.subarray(from, to))).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('never gives a byte that it did not hold before, whatever it holds now', async () => {
    await fc.assert(
      fc.asyncProperty(others, range, chunk, async (other, [from, to], size) => {
        const file = new ChangingFile(content, size);
        const text = await opened(file);
        file.overwrite(other);
        const change = expect.objectContaining({
          code: 'changed',
          detail: expect.objectContaining({ file: 'conn.log' }),
        });
        const expected = Buffer.from(content.subarray(from, to));
        const wanted = Buffer.from(other.subarray(from, to));
        const read = await text.read(from, to).catch((error) => error);
        if (Buffer.isBuffer(read) || read instanceof Uint8Array) expect(expected.equals(read)).toBe(true);
        else expect(read).toEqual(change);
        if (!wanted.equals(expected)) expect(read).toEqual(change);
        let at = from;
        try {
          for await (const block of text.blocks(from, to)) {
            expect(expected.subarray(at - from, at - from + block.length).equals(block)).toBe(true);
            at += block.length;
          }
          expect(at).toBe(to);
        } catch (error) {
          expect(error).toEqual(change);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says so when the browser refuses to read it', async () => {
    const file = new ChangingFile(content);
    const text = await opened(file);
    const refuse = async () => Promise.reject(new DOMException('it changed', 'NotReadableError'));
    file.slice = () => Object.assign(new Blob(['x']), { arrayBuffer: refuse });
    await expect(text.read(5, 9)).rejects.toMatchObject({ code: 'changed', detail: { why: 'refused' } });
  });
});
