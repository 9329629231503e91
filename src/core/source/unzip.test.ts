import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unpackedTexts } from '../../testing/unpacked-texts.ts';
import { makeZip, type ZipFile } from '../../testing/zip-file.ts';

const line = fc.string({ unit: 'grapheme-ascii', maxLength: 200 });
const bytes = fc.array(line, { maxLength: 40 }).map((lines) => Buffer.from(`a${lines.join('\n')}`));
const file: fc.Arbitrary<ZipFile> = fc.record({
  path: fc.stringMatching(/^[a-z]{1,8}(\/[a-zé]{1,20}){0,2}\.log$/),
  bytes,
  isDeflated: fc.boolean(),
  descriptor: fc.constantFrom('none', 'marked', 'bare'),
});
const files = fc.uniqueArray(file, { selector: ({ path }) => path, minLength: 1, maxLength: 6 });
const form = fc.record({
  isWide: fc.boolean(),
  before: fc.constantFrom('', '#!/bin/sh\n'),
  comment: fc.constantFrom('', 'made by hand'),
});

const textOf = ({ path, bytes: content }: ZipFile) => ({
  path,
  text: Buffer.from(content).toString('latin1'),
  trouble: null,
});

describe('a zip', () => {
  it('gives every file, however it was written', async () => {
    await fc.assert(
      fc.asyncProperty(files, form, async (list, { before, ...rest }) => {
        // What stands before an archive hides it from who looks at its first bytes.
        const zip = makeZip(list, { ...rest, before: before === '' ? '' : 'PK\x03\x04' });
        expect(await unpackedTexts(zip)).toEqual(list.map(textOf));
      }),
      { numRuns: 150 },
    );
  });

  it('gives of a cut archive the files before the cut, and says which one is not whole', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.double({ min: 0, max: 1, noNaN: true }), async (list, share) => {
        const whole = makeZip(list);
        const cut = whole.subarray(0, 4 + Math.floor((whole.length - 5) * share));
        const found = await unpackedTexts(cut);
        expect(found.some(({ trouble }) => trouble !== null)).toBe(true);
        for (const { path, text, trouble } of found) {
          const original = list.find((one) => one.path === path);
          if (original === undefined) expect(text).toBe('');
          else if (trouble === null) expect(text).toBe(textOf(original).text);
          // A stored file whose size is not known any more may have some bytes of what follows it.
          else expect(text.slice(0, original.bytes.length)).toBe(textOf(original).text.slice(0, text.length));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never gives a file that differs without saying so, whatever byte is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.nat(), fc.integer({ min: 1, max: 255 }), async (list, place, flip) => {
        const zip = makeZip(list);
        // Dates are not read, and hold no text.
        zip[4 + (place % (zip.length - 4))] ^= flip;
        const found = await unpackedTexts(zip).catch(() => []);
        const texts = new Set(list.map((one) => textOf(one).text));
        for (const { text, trouble } of found) if (trouble === null) expect(texts.has(text)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('names what is encrypted, packed in another way, or not what its checksum says', async () => {
    const log = { bytes: strToU8('1\t2\t3\n') };
    const zip = makeZip([
      { ...log, path: 'locked', flags: 1 },
      { ...log, path: 'lzma', method: 14 },
      { ...log, path: 'stored', crc: 7 },
      { ...log, path: 'deflated', crc: 7, isDeflated: true },
      { ...log, path: 'good' },
    ]);
    expect((await unpackedTexts(zip)).map(({ path, trouble }) => [path, trouble])).toEqual([
      ['locked', 'encrypted'],
      ['lzma', 'method'],
      ['stored', 'checksum'],
      ['deflated', 'checksum'],
      ['good', null],
    ]);
  });

  it('counts every one of thousands of files', async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`${i}.log`, strToU8(`${i}\n`)]));
    const found = await unpackedTexts(zipSync(many));
    expect(found.length).toBe(5000);
    expect(found.every(({ path, text }) => `${path}` === `${text.trim()}.log`)).toBe(true);
  });
});
