import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeZstd, type ZstdPart } from '../../testing/zstd-file.ts';
import type { Damage } from './damage.ts';
import { unzstd } from './unzstd.ts';

/** Reads a file that comes in pieces of a size. */
async function read(file: Uint8Array, piece = 1 << 20): Promise<{ text: string; damage: Damage | null }> {
  async function* pieces() {
    for (let at = 0; at < file.length; at += piece) yield file.subarray(at, at + piece);
  }
  let damage: Damage | null = null;
  const blocks: Buffer[] = [];
  for await (const block of unzstd(pieces(), (found) => {
    damage = found;
  })) {
    blocks.push(Buffer.from(block));
  }
  return { text: Buffer.concat(blocks).toString('latin1'), damage };
}

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.integer({ min: 0, max: 3000 }).map((length) => new Uint8Array(length).fill(65)),
);
const part: fc.Arbitrary<ZstdPart> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ text: bytes, isChecked: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ skipped: bytes }) },
);
const parts = fc.array(part, { minLength: 1, maxLength: 5 });
const textOf = (list: readonly ZstdPart[]) =>
  list.map((one) => ('text' in one ? Buffer.from(one.text).toString('latin1') : '')).join('');

describe('zstd', () => {
  it('gives the text of all frames, passes over those to be skipped, however the bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(
        parts,
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 90 }),
        async (list, block, piece) => {
          expect(await read(makeZstd(list, block), piece)).toEqual({ text: textOf(list), damage: null });
        },
      ),
    );
  });

  it('gives of a cut file what comes before, and says that it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(parts, fc.double({ min: 0, max: 1, noNaN: true }), async (list, share) => {
        const whole = makeZstd(list, 50);
        const ends = list.map((_, i) => makeZstd(list.slice(0, i + 1), 50).length);
        const length = Math.floor(whole.length * share);
        const { text, damage } = await read(whole.subarray(0, length));
        expect(textOf(list).startsWith(text)).toBe(true);
        expect(damage?.why ?? null).toBe(ends.includes(length) ? null : 'cut');
      }),
    );
  });

  it('takes no text for whole that does not have its checksum', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), async (text, place, flip) => {
        const file = makeZstd([{ text, isChecked: true }], 50);
        file[9 + (place % (file.length - 9))] ^= flip;
        const found = await read(file);
        if (found.text !== Buffer.from(text).toString('latin1')) expect(found.damage).not.toBeNull();
        if (place % (file.length - 9) >= file.length - 13) expect(found.damage?.why).toBe('checksum');
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a dictionary, a window that is too large, and says what follows', async () => {
    const good = makeZstd([{ text: Buffer.from('text'), isChecked: true }]);
    const wants = Buffer.concat([good.subarray(0, 4), Buffer.from([0xa5, 7]), good.subarray(5)]);
    expect(await read(wants)).toEqual({ text: '', damage: { why: 'dictionary', at: wants.length } });
    const wide = Buffer.concat([good.subarray(0, 4), Buffer.from([0x04, (27 - 10) << 3]), good.subarray(9)]);
    expect((await read(wide)).damage?.why).toBe('window');
    expect((await read(Buffer.concat([good, wide]))).damage?.why).toBe('window');
    expect(await read(Buffer.concat([good, Buffer.from('what?')]))).toMatchObject({
      text: 'text',
      damage: { why: 'trailing' },
    });
  });
});
