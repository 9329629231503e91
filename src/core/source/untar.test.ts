import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTar, type TarFile } from '../../testing/tar-file.ts';
import { unpackedTexts } from '../../testing/unpacked-texts.ts';

const file: fc.Arbitrary<TarFile> = fc.record({
  path: fc.stringMatching(/^[a-z]{1,90}(\/[a-zé]{1,80}){0,2}\.log$/),
  bytes: fc.string({ maxLength: 1500 }).map((text) => Buffer.from(`a${text}`)),
  size: fc.constantFrom('octal', 'base-256', 'pax'),
});
const files = fc.array(file, { minLength: 1, maxLength: 6 });
const longNames = fc.constantFrom('gnu' as const, 'pax' as const);

const textOf = ({ path, bytes }: TarFile) => ({ path, text: Buffer.from(bytes).toString('latin1'), trouble: null });

describe('a tar', () => {
  it('gives every file, however names and sizes are written, in gzip too', async () => {
    await fc.assert(
      fc.asyncProperty(files, longNames, fc.boolean(), async (list, names, isPacked) => {
        const tar = makeTar(list, names);
        expect(await unpackedTexts(isPacked ? gzipSync(tar) : tar)).toEqual(list.map(textOf));
      }),
      { numRuns: 150 },
    );
  });

  it.each(['-1000', '-1', '99999999999x', ' 12 34'])('ends at an invalid size: %s', async (sizeText) => {
    for (const kind of ['0', 'L', 'x', 'S']) {
      const bad = { path: 'b', bytes: Buffer.from('b\n'), sizeText, kind };
      const found = await unpackedTexts(makeTar([{ path: 'a', bytes: Buffer.from('a\n') }, bad]));
      expect(found.map(({ path, text, trouble }) => [path, text, trouble])).toEqual([
        ['a', 'a\n', null],
        ['', '', 'damaged'],
      ]);
    }
  });

  it('ends at a negative size in base 256, and at pax records that are none', async () => {
    const good = { path: 'a', bytes: Buffer.from('a\n') };
    const tar = makeTar([good, { ...good, size: 'base-256' }]);
    const second = tar.subarray(1024);
    second[124] = 0xff;
    const sum = second.subarray(0, 512).reduce((all, byte, i) => all + (i >= 148 && i < 156 ? 32 : byte), 0);
    second.write(sum.toString(8).padStart(6, '0'), 148);
    expect((await unpackedTexts(tar)).map(({ trouble }) => trouble)).toEqual([null, 'damaged']);
    for (const records of ['12 size=-100\n', '999 path=x\n', 'path=x\n', '11 size=1e9\n']) {
      const pax = { path: 'pax', bytes: Buffer.from(records), kind: 'x' };
      expect((await unpackedTexts(makeTar([good, pax, good]))).map(({ trouble }) => trouble)).toEqual([
        null,
        'damaged',
      ]);
    }
  });

  it('leaves folders and links out, and names a sparse file', async () => {
    const bytes = Buffer.from('a\n');
    const sparse = Buffer.from('22 GNU.sparse.major=1\n');
    const tar = makeTar([
      { path: 'folder/', bytes: Buffer.alloc(0), kind: '5' },
      { path: 'link', bytes: Buffer.alloc(0), kind: '2', sizeText: '00000000100' },
      { path: 'old', bytes, kind: 'S' },
      { path: 'pax', bytes: sparse, kind: 'x' },
      { path: 'new', bytes },
      { path: 'a', bytes },
    ]);
    expect((await unpackedTexts(tar)).map(({ path, trouble }) => [path, trouble])).toEqual([
      ['old', 'sparse'],
      ['new', 'sparse'],
      ['a', null],
    ]);
  });

  it('tells damage of any header, and never ends late', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.nat(), fc.integer({ min: 1, max: 255 }), async (list, place, flip) => {
        const tar = makeTar(list);
        const at = place % 510;
        tar[at < 154 ? at : at + 2] ^= flip; // the two bytes left out end the checksum, and are in no sum
        const found = await unpackedTexts(tar);
        expect(found.some(({ trouble }) => trouble !== null) || found.length === 1).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
