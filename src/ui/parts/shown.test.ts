import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_SHOWN, shown, withMarks } from './shown.ts';

const hidden = [
  ...'\u0000\u0007\t\n\r\u001b\u007f\u0085\u009f\u00ad\u034f\u061c\u115f\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029',
  ...'\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2066\u2067\u2068\u2069\u206f\u3164\ufe0f\ufeff\ufff9\u{e0001}\u{e0041}\u{e01ef}',
];
const text = fc.string({
  unit: fc.oneof(fc.constantFrom(...hidden), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
  maxLength: 60,
});
const isHidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

describe('a text as it is shown', () => {
  it.each(hidden)('marks %j', (character) => {
    const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    expect(shown(`10.0.0.1${character}x`)).toBe(`10.0.0.1‹U+${number}›x`);
  });

  it('has no hidden character, whatever the text, and all the others in their order', () => {
    fc.assert(
      fc.property(text, (raw) => {
        expect(shown(raw)).not.toMatch(isHidden);
        expect(withMarks(raw).replace(/‹U\+[\dA-F]{4,6}›/g, '')).toBe(
          [...raw]
            .filter((character) => !isHidden.test(character))
            .join('')
            .replace(/‹U\+[\dA-F]{4,6}›/g, ''),
        );
      }),
    );
  });

  it('is cut where it is long, says how long it is, and is the same when it is shown again', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 400 }), (raw, times) => {
        const long = raw.repeat(times);
        const once = shown(long);
        expect(once.length).toBeLessThanOrEqual(MOST_SHOWN + 60);
        if (long.length > MOST_SHOWN + 60)
          expect(once).toContain(`(${long.length.toLocaleString('en-US')} characters)`);
        expect(shown(once)).toBe(once);
      }),
    );
  });

  it('takes no longer for a text of 16 MB', () => {
    const long = 'x\u202e'.repeat(8 << 20);
    expect(shown(long)).toMatch(/ … \(16,777,216 characters\)$/);
  });

  it('leaves plain words and other scripts as they are', () => {
    for (const word of ['', 'conn.log', 'café', '東京', 'عربي', 'a\u00a0b', '– · → …']) expect(shown(word)).toBe(word);
  });
});
