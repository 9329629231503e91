import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../math/random.ts';
import { openSource } from './open-source.ts';

describe('the text of a gzip file', () => {
  it('is read again at any place, over members and points, many at a time', async () => {
    const random = createRandom(11);
    const lines = Array.from({ length: 300_000 }, (_, i) => `${i}\t${random.integer(0, 1e6)}\t10.0.${i % 251}.7\n`);
    const text = Buffer.from(lines.join(''));
    const cuts = [0, 3_000_000, 3_000_000, 5_500_001, text.length];
    const file = Buffer.concat(cuts.slice(1).map((end, i) => gzipSync(text.subarray(cuts[i], end))));
    const source = await openSource(new Blob([file]), 'a.gz', () => {});
    let size = 0;
    for await (const block of source.blocks) size += block.length;
    expect(size).toBe(text.length);
    expect(source.damage()).toBeNull();
    const again = source.text();
    expect(again.size).toBe(text.length);
    const ranges = Array.from({ length: 60 }, () => {
      const from = random.integer(0, text.length);
      return [from, Math.min(text.length, from + Math.floor(random.logNormal(3000, 3)))] as const;
    });
    ranges.push([0, text.length], [text.length, text.length], [0, 1]);
    await Promise.all(
      ranges.map(async ([from, to]) => {
        expect(Buffer.from(await again.read(from, to)).equals(text.subarray(from, to))).toBe(true);
      }),
    );
  });

  it('of a damaged file ends where its text does', async () => {
    const text = Buffer.from(Array.from({ length: 90_000 }, (_, i) => `${i * 7919}\n`).join(''));
    const file = gzipSync(text);
    const source = await openSource(new Blob([file.subarray(0, file.length >> 1)]), 'a.gz', () => {});
    let size = 0;
    for await (const block of source.blocks) size += block.length;
    expect(source.damage()?.why).toBe('cut');
    const again = source.text();
    expect(again.size).toBe(size);
    expect(Buffer.from(await again.read(0, size)).equals(text.subarray(0, size))).toBe(true);
    expect(Buffer.from(await again.read(size - 5, size)).equals(text.subarray(size - 5, size))).toBe(true);
  });
});
