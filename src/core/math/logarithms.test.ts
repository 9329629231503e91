import fc from 'fast-check';
import { expect, it } from 'vitest';
import { floatKernel, lentBlock } from './float-kernel.ts';
import { logAfterOne, logAfterOnePlainly, logAll, logAllPlainly, logOf } from './logarithms.ts';

const corners = [
  0,
  -0,
  -1,
  Number.NaN,
  Infinity,
  -Infinity,
  5e-324,
  1e-300,
  2 ** -53,
  2 ** -29,
  2 ** -20,
  1,
  3,
  65_534,
  65_535,
  65_536,
];
const roots = [Math.SQRT2, Math.SQRT1_2, 1.38, 1.42].flatMap((root) =>
  [0, 1, 20, 52, 53].map((power) => root * 2 ** power - 1),
);
const powers = Array.from({ length: 1024 }, (_, power) => 2 ** power).flatMap((power) => [power - 1, power, power + 1]);
const ports = Array.from({ length: 70_000 }, (_, value) => value);
const anyValues = fc.array(
  fc.oneof(fc.double(), fc.float(), fc.nat(), fc.double({ min: 0, max: 1e-4 }), fc.double({ min: 0, max: 1e9 })),
  { maxLength: 3000 },
);

it('the kernel takes logarithms to the bit as plain code does', () => {
  expect(floatKernel()).not.toBeNull();
  for (const values of [corners, roots, powers, ports]) compare(values);
  fc.assert(fc.property(anyValues, compare), { numRuns: 200 });
});

it('one value has the logarithm that it has among others', () => {
  for (const value of [0, 0.3, 1, 1500, 65_536, 1e12]) expect(logOf(value)).toBe(Math.log1p(value));
});

it('values outside of what was asked for stay as they are', () => {
  const values = Float64Array.of(5, 5, 5, 5);
  logAll(values, 1, 2);
  expect([...values]).toEqual([5, Math.log1p(5), Math.log1p(5), 5]);
});

function compare(values: readonly number[]): void {
  for (const [fast, plain] of [
    [logAll, logAllPlainly],
    [logAfterOne, logAfterOnePlainly],
  ]) {
    const [found, wanted] = [Float64Array.from(values), Float64Array.from(values)];
    fast(found, 0, values.length);
    plain(wanted, 0, values.length);
    for (let i = 0; i < values.length; i++) {
      if (!Object.is(found[i], wanted[i])) expect.fail(`${values[i]}: ${found[i]} instead of ${wanted[i]}`);
    }
  }
}

it('takes logarithms of a lent block where it stands, and lends no more columns than were asked for', () => {
  const { values, stride } = lentBlock(2);
  expect(values.length).toBe(2 * stride);
  values.fill(7);
  logAll(values, stride, 8);
  expect([...values.subarray(0, stride)].every((value) => value === 7)).toBe(true);
  expect([...values.subarray(stride, stride + 8)]).toEqual(new Array(8).fill(Math.log1p(7)));
  expect([...values.subarray(stride + 8)].every((value) => value === 7)).toBe(true);
});
