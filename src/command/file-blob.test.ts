import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { blobOfPart, fileBlob, partOf } from './file-blob.ts';

const folder = temporaryFolder();
const GIB = 2 ** 30;
/** Letters at some places of a file that has no other content, and takes no room on the disk. */
const places = [0, 2 * GIB - 3, 4 * GIB - 3, 5 * GIB + 7];
const LETTERS = 'abcdef';
const SIZE = 5 * GIB + 100;

const path = folder.write('large.log', '');
const file = openSync(path, 'r+');
ftruncateSync(file, SIZE);
for (const place of places) writeSync(file, LETTERS, place);
closeSync(file);

describe('fileBlob', () => {
  it('has the size of a file of more than 4 GiB', async () => {
    expect((await fileBlob(path)).size).toBe(SIZE);
  });

  it('reads any part of it, and parts of parts', async () => {
    const blob = await fileBlob(path);
    const aPlace = fc.constantFrom(...places);
    await fc.assert(
      fc.asyncProperty(aPlace, fc.nat(4), fc.nat(GIB), async (place, skipped, before) => {
        const from = Math.max(0, place - before);
        const outer = blob.slice(from, place + LETTERS.length);
        const inner = outer.slice(place - from + skipped);
        const wanted = LETTERS.slice(skipped);
        expect([outer.size, inner.size]).toEqual([place - from + LETTERS.length, wanted.length]);
        expect(await inner.text()).toBe(wanted);
        expect(await new Response(inner.stream()).text()).toBe(wanted);
        expect(await outer.slice(-LETTERS.length).text()).toBe(LETTERS);
        const again = await blobOfPart(partOf(inner) ?? { path, start: 0, end: 0, held: null });
        expect(await again.text()).toBe(wanted);
      }),
    );
  });

  it('reads a stream to the end of the file', async () => {
    const blob = await fileBlob(path);
    const tail = await new Response(blob.slice(5 * GIB).stream()).text();
    expect(tail).toHaveLength(100);
    expect(tail.slice(7, 13)).toBe(LETTERS);
  });

  it('of a smaller file can be a part of another Blob', async () => {
    const small = await fileBlob(folder.write('small.log', '0123456789'));
    expect(await new Blob(['<', small.slice(2, 5), '>']).text()).toBe('<234>');
  });
});
