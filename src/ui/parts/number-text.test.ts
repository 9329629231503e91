import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberText } from './number-text.ts';

it('writes any number as toLocaleString does, with any digits and in any order', () => {
  const digits = fc.oneof(
    fc.integer({ min: 1, max: 9 }).map((most) => ({ maximumSignificantDigits: most })),
    fc.integer({ min: 0, max: 9 }).map((all) => ({ minimumFractionDigits: all, maximumFractionDigits: all })),
    fc.integer({ min: 0, max: 9 }).map((most) => ({ maximumFractionDigits: most })),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.double(), digits), { maxLength: 20 }), (numbers) => {
      for (const [value, of] of numbers) expect(numberText(value, of)).toBe(value.toLocaleString('en-US', of));
    }),
  );
});
