import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cellOf, escapeCell, isUnseen } from './escape-cell.ts';
import { decodeCell, unescapeBytes } from './escapes.ts';
import { afterGuard, needsGuard } from './formula-guard.ts';

const encoder = new TextEncoder();
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc
    .string({ unit: fc.constantFrom(..."\\x2de0=+-@＝'\t\r \u00a0\u202e\u200b\ufeff"), maxLength: 8 })
    .map((text) => encoder.encode(text)),
);

it('keeps the value of any cell, and leaves nothing in it that cannot be seen', () => {
  fc.assert(
    fc.property(bytes, (cell) => {
      const escaped = escapeCell(cell, 0, cell.length, isUnseen);
      expect([...unescapeBytes(escaped)]).toEqual([...unescapeBytes(cell)]);
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(escaped);
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
    }),
  );
});

it('makes a cell of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decodeCell(encoder.encode(cellOf(text)))).toBe(text);
    }),
  );
});

it('keeps a byte order mark that a cell begins with', () => {
  expect(decodeCell(encoder.encode('\ufeff10.0.0.1'))).toBe('\ufeff10.0.0.1');
});

it.each([
  '=1',
  '+1',
  '-1',
  '@a',
  '＝1',
  '＋1',
  '－1',
  '＠a',
  '\ta',
  '\ra',
  '\n=1',
  ' =1',
  '\u00a0=1',
  '\u200b=1',
  '\\x09=1',
  '\\xc2\\xa0@a',
  "'=1",
])('guards %j', (text) => expect(needsGuard(encoder.encode(text), 0, encoder.encode(text).length)).toBe(true));

it.each(['', 'a=1', '1', ' a', '(empty)', '\\x2d', "'a", "it's", '\\', '\\\\=1'])('leaves %j', (text) => {
  expect(needsGuard(encoder.encode(text), 0, encoder.encode(text).length)).toBe(false);
});

it('takes back the guard that it gave, for any cell', () => {
  fc.assert(
    fc.property(bytes, (cell) => {
      const guarded = needsGuard(cell, 0, cell.length) ? Uint8Array.of(39, ...cell) : cell;
      expect([...guarded.subarray(afterGuard(guarded, 0, guarded.length))]).toEqual([...cell]);
    }),
  );
});
