import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Damage } from './damage.ts';
import { gunzip } from './gunzip.ts';

const encoder = new TextEncoder();
const text = encoder.encode(
  Array.from({ length: 20_000 }, (_, i) => `${i}\t10.0.${i % 251}.${i % 17}\t${(i * 7919) % 65536}\n`).join(''),
);

async function inflate(bytes: Uint8Array, sizes: readonly number[] = [65536]) {
  const found: Damage[] = [];
  const parts: Buffer[] = [];
  async function* chunks() {
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const end = at + sizes[i % sizes.length];
      yield bytes.subarray(at, end);
      at = end;
    }
  }
  const blob = new Blob([bytes as BlobPart]);
  for await (const block of gunzip(blob, chunks(), (damage) => found.push(damage))) parts.push(Buffer.from(block));
  return { text: Buffer.concat(parts), damage: found[0] ?? null };
}

describe('gunzip', () => {
  it('reads all members, however the bytes are cut', async () => {
    const parts = [
      text.subarray(0, 5000),
      text.subarray(5000, 5000),
      text.subarray(5000, 200_000),
      text.subarray(200_000),
    ];
    const file = Buffer.concat(parts.map((part) => gzipSync(part)));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 200, max: 9000 }), { minLength: 1, maxLength: 8 }), async (sizes) => {
        const result = await inflate(file, sizes);
        expect(result.damage).toBeNull();
        expect(result.text.equals(text)).toBe(true);
      }),
      { numRuns: 12 },
    );
    const small = Buffer.concat([gzipSync(text.subarray(0, 3000)), gzipSync(text.subarray(3000, 9000))]);
    expect((await inflate(small, [1])).text.equals(text.subarray(0, 9000))).toBe(true);
  });

  it('gives everything before a cut', async () => {
    const file = gzipSync(text);
    for (const end of [15, 1000, 40_000, file.length - 9, file.length - 4]) {
      const result = await inflate(file.subarray(0, end));
      expect(result.damage?.why).toBe('cut');
      expect(result.text.equals(text.subarray(0, result.text.length))).toBe(true);
      if (end >= 40_000) expect(result.text.length).toBeGreaterThan(100_000);
    }
  });

  it('gives everything before damage, to the byte', async () => {
    const file = gzipSync(text);
    const at = 60_000;
    file.fill(255, at, at + 40);
    const result = await inflate(file);
    const upTo = (await inflate(gzipSync(text).subarray(0, at - 2))).text.length;
    expect(['damaged', 'checksum']).toContain(result.damage?.why);
    expect(result.text.length).toBeGreaterThanOrEqual(upTo);
    expect(result.text.subarray(0, upTo).equals(text.subarray(0, upTo))).toBe(true);
  });

  it('tells a checksum that is wrong, and reads the members after it', async () => {
    const first = gzipSync(text.subarray(0, 1000));
    first[first.length - 6] ^= 1;
    const result = await inflate(Buffer.concat([first, gzipSync(text.subarray(1000))]));
    expect(result.damage).toEqual({ why: 'checksum', at: first.length });
    expect(result.text.equals(text)).toBe(true);
  });

  it('passes over zeros at the end, and tells other bytes there', async () => {
    const file = gzipSync(text);
    expect((await inflate(Buffer.concat([file, Buffer.alloc(512)]))).damage).toBeNull();
    expect((await inflate(Buffer.concat([file, Buffer.from('what is this?')]))).damage?.why).toBe('trailing');
    expect((await inflate(Buffer.concat([file, file.subarray(0, 5)]))).damage?.why).toBe('cut');
  });
});
