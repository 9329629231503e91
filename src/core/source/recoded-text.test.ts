import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../testing/read-text.ts';
import { openLog } from './open-log.ts';
import { RecodedPlaces, recode, recodedText } from './recoded-text.ts';
import { type FindRecoding, findCrLines, findUtf16, type Recoding } from './recoding.ts';
import type { Text } from './text.ts';

const ascii = 'a log of ASCII to begin with\n';
const texts = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.string())
  .map(wellFormed)
  .filter((text) => !text.startsWith('\0')); // a mark and 0 are UTF-32
const ways: readonly (readonly [name: string, write: (text: string) => Buffer])[] = [
  ['UTF-16LE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16BE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['UTF-16LE without a mark', (text) => Buffer.from(ascii.repeat(20) + text, 'utf16le')],
  ['UTF-16BE without a mark', (text) => Buffer.from(ascii.repeat(20) + text, 'utf16le').swap16()],
];

describe('a text in UTF-16', () => {
  it.each(ways)('of any letters is the same text: %s', async (name, write) => {
    await fc.assert(
      fc.asyncProperty(texts, fc.boolean(), async (text, isPacked) => {
        const bytes = write(text);
        const source = await openLog(new Blob([isPacked ? gzipSync(bytes) : bytes] as BlobPart[]), 'a', () => {});
        const read = await joinedUp(source.blocks);
        const whole = name.endsWith('mark') ? ascii.repeat(20) + text : `\ufeff${text}`;
        // A text whose lines end in carriage returns alone is decoded in this respect too.
        const hasCrLines = source.recodings().includes('cr-lines');
        expect(read.toString()).toBe(hasCrLines ? whole.replaceAll('\r', '\n') : whole);
        expect(source.recodings()).toEqual(hasCrLines ? ['utf-16', 'cr-lines'] : ['utf-16']);
        expect(hasCrLines && whole.includes('\n')).toBe(false);
      }),
    );
  });

  it('is found in any cut of its bytes, and read again at any place', async () => {
    const recoding = required(findUtf16(Buffer.from('\ufeff', 'utf16le'), true));
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.array(fc.integer({ min: 1, max: 9 })),
        fc.nat(),
        fc.nat(),
        async (text, cuts, a, b) => {
          const stored = Buffer.from(text, 'utf16le');
          const places = new RecodedPlaces();
          const whole = await joinedUp(recode(blocksOf(stored, cuts), recoding, (from, to) => places.add(from, to)));
          expect(whole.toString()).toBe(text);
          const [from, to] = [a % (whole.length + 1), b % (whole.length + 1)].toSorted((one, other) => one - other);
          const again = recodedText(plainText(stored), recoding, places);
          expect(Buffer.from(await again.read(from, to))).toEqual(whole.subarray(from, to));
          expect(await joinedUp(again.blocks(from, to))).toEqual(whole.subarray(from, to));
        },
      ),
    );
  });
});

describe('how a text is written', () => {
  const lines = fc.array(fc.string({ unit: fc.constantFrom('a', '1', '\t', '"', ' ') }), { maxLength: 9 });

  it('is seen in the line ends of its beginning', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), (cells, end, isEnded) => {
        const text = cells.join(end) + (isEnded ? end : '');
        const found = findCrLines(Buffer.from(text), true);
        expect(found?.name).toBe(end === '\r' && text.includes('\r') ? 'cr-lines' : undefined);
        if (found) expect(Buffer.from(found.decode(Buffer.from(text))).toString()).toBe(text.replaceAll('\r', '\n'));
      }),
    );
  });

  it('is never UTF-16 where a log is UTF-8, however little of it came', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\0'));
        expect(findUtf16(Buffer.from(text), true)).toBeNull();
      }),
    );
  });

  it('does not depend on how the beginning is cut', () => {
    const samples = [
      ...ways.map(([, write]) => write('x\n')),
      Buffer.from('a\rb\r'),
      Buffer.from('a\r\nb'),
      Buffer.from('a'),
    ];
    for (const [find, bytes] of [findUtf16, findCrLines].flatMap((one) =>
      samples.map((sample) => [one, sample] as const),
    )) {
      const early = Array.from({ length: bytes.length }, (_, length) => find(bytes.subarray(0, length), false));
      const first = early.find((found) => found !== undefined) ?? find(bytes, true);
      expect(first?.name, bytes.toString('hex').slice(0, 40)).toBe(find(bytes, true)?.name);
    }
  });

  it('is said in the reading report', async () => {
    const log = '#fields\tts\tid.resp_p\tduration\torig_bytes\tresp_bytes\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\n';
    const row = `1.5\t80\t0.25\t10\t20\t50\t1\t60\n`;
    const read = await readText(Uint8Array.from(Buffer.from((log + row).replaceAll('\n', '\r'), 'utf16le')));
    expect(read.table.rows).toBe(1);
    expect(read.files[0].notes.map(({ code }) => code)).toEqual(expect.arrayContaining(['utf-16', 'cr-lines']));
  });
});

function required(found: ReturnType<FindRecoding>): Recoding {
  if (found === null || found === undefined) throw new Error('not found');
  return found;
}

/** Halves of surrogate pairs that stand alone are no text. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '?');
}

async function* blocksOf(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const cut of cuts) {
    yield bytes.subarray(at, at + cut);
    at += cut;
  }
  yield bytes.subarray(at);
}

function plainText(bytes: Uint8Array): Text {
  const seal = { file: 'a', at: 0, size: bytes.length, sums: new Uint32Array(0) };
  return {
    size: bytes.length,
    seal,
    read: async (from, to) => bytes.subarray(from, to),
    hasAnyPart: true,
    blocks: (from, to) => blocksOf(bytes.subarray(from, to), [1, 2]),
  };
}

async function joinedUp(blocks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const block of blocks) parts.push(block.slice());
  return Buffer.concat(parts);
}
