import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FloatKernel, floatKernel, lentBlock } from './float-kernel.ts';

const number = fc.oneof(fc.constantFrom(-0, 0, 1, 0.25, -7, 5e9, Infinity, -Infinity, Number.NaN), fc.double());

it('any numbers, lent or not: those within a range and beside a value are the ones that comparisons find', () => {
  const kernel = floatKernel() as FloatKernel;
  const scenario = fc.record({
    numbers: fc.array(number, { minLength: 1, maxLength: 1024 }),
    from: number,
    to: number,
    isLent: fc.boolean(),
  });
  fc.assert(
    fc.property(scenario, ({ numbers, from, to, isLent }) => {
      const values = isLent ? lentBlock(1).values : new Float64Array(1024);
      const { length } = numbers;
      values.set(numbers);
      const words = new Uint32Array(34);
      kernel.within(values, length, from, to, words, 1);
      const found = numbers.map((_, at) => (words[1 + (at >>> 5)] >>> (at & 31)) & 1);
      expect(found).toEqual(numbers.map((value) => Number(value >= from && value <= to)));
      expect([words[0], words[33]]).toEqual([0, 0]);
      expect(kernel.countBeside(values, length, from)).toEqual({
        below: numbers.filter((value) => value < from).length,
        above: numbers.filter((value) => value > from).length,
      });
    }),
  );
});
