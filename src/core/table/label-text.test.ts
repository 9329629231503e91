import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelOf, labelText } from './label-text.ts';

/** Bytes that are often UTF-8, and often not. */
const bytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 2 }),
      fc.constantFrom('a', '\\x41', '\\', 'é', '\ufffd', '\ufeff', '😀').map((text) => new TextEncoder().encode(text)),
    ),
    { maxLength: 6 },
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

describe('the text of a label', () => {
  it('stands for its bytes and for no others', () => {
    fc.assert(
      fc.property(bytes, (label) => {
        expect(labelOf(labelText(label))).toEqual(label);
      }),
    );
  });

  it.each<[readonly number[], string]>([
    [[0x61, 0xff, 0xc3, 0xa9], 'a\udcffé'],
    [[0xe2, 0x82], '\udce2\udc82'],
    [[0xef, 0xbf, 0xbd], '\ufffd'],
    [[0x5c, 0x78, 0x34, 0x31], '\\x41'],
  ])('is the log’s own, with a mark for each byte that is not UTF-8: %j', (label, text) => {
    expect(labelText(Uint8Array.from(label))).toBe(text);
  });
});
