import fc from 'fast-check';
import { expect, it } from 'vitest';
import { besideMarks, numberIn } from './beside-mark.ts';

const words = (value: number) => (digits: number) => value.toPrecision(digits);
const markOf = (value: number) => ({ value, text: words(value)(3) });

it('reads the number of a text', () => {
  const texts = ['281 M', '12,345', '1.5e9 ×', '-3 k', '2.50', 'none'];
  expect(texts.map(numberIn)).toEqual([281e6, 12_345, 1.5e9, -3000, 2.5, Number.NaN]);
});

it('a number beside the mark has as many digits as it takes', () => {
  const mark = { value: 1.234, text: '1.23' };
  expect(besideMarks(1.2341, [mark], words(1.2341))).toBe('1.234');
  expect(besideMarks(1.229, [mark], words(1.229))).toBe('1.229');
  expect(besideMarks(5, [mark], words(5))).toBe('5.00');
  expect(besideMarks(1.234, [mark], words(1.234))).toBe('1.23');
});

it('a number that digits do not tell apart from the mark says its side', () => {
  const mark = { value: 1, text: '1.00' };
  expect(besideMarks(1 + 1e-9, [mark], words(1 + 1e-9))).toBe('> 1.00');
  expect(besideMarks(1 - 1e-9, [mark], words(1 - 1e-9))).toBe('< 1.00');
});

it('any number reads on the same side of a mark as it is', () => {
  const number = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      number,
      fc.oneof(fc.constant(0), fc.double({ min: -1e-3, max: 1e-3, noNaN: true })),
      (value, change) => {
        const mark = markOf(value);
        const near = value * (1 + change);
        const text = besideMarks(near, [mark], words(near));
        const side = text.startsWith('>')
          ? 1
          : text.startsWith('<')
            ? -1
            : Math.sign(numberIn(text) - numberIn(mark.text));
        expect(side).toBe(Math.sign(near - value));
      },
    ),
  );
});
