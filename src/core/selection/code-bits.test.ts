import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CodeGroup, largestCode } from '../table/category-column.ts';
import { wantedOf, writeBits, writeBitsPlainly } from './code-bits.ts';

const widths = [Uint8Array, Uint16Array, Uint32Array];

it('any codes and any that are wanted: the kernel writes what plain code writes, and clears the bits after the last row', () => {
  const scenario = fc.record({
    width: fc.constantFrom(...widths),
    codes: fc.array(fc.nat({ max: 300 }), { minLength: 1, maxLength: 150 }),
    more: fc.nat({ max: 40 }),
    wanted: fc.array(fc.nat({ max: 300 }), { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(scenario, ({ width, codes, more, wanted }) => {
      const group: CodeGroup = new width(codes.length + more); // a group has room for rows that are not there
      for (const [row, code] of codes.entries()) group[row] = Math.min(code, largestCode(group));
      group.fill(wanted[0], codes.length);
      const flags = new Uint8Array(301);
      for (const code of wanted) flags[code] = 1;
      const of = wantedOf(flags);
      if (of === null) throw new Error('some code is wanted');
      const [found, plain] = [new Uint32Array(8).fill(0xffff_ffff), new Uint32Array(8).fill(0xffff_ffff)];
      writeBits(group, codes.length, of, found, 1);
      writeBitsPlainly(group, codes.length, of, plain, 1);
      expect(found).toEqual(plain);
      for (let row = 0; row < Math.ceil(codes.length / 32) * 32; row++) {
        const isSet = (found[1 + (row >>> 5)] >>> (row & 31)) & 1;
        expect(isSet).toBe(row < codes.length ? flags[group[row]] : 0);
      }
    }),
    { numRuns: 400 },
  );
});

it('wants one code, several, or none', () => {
  expect(wantedOf(Uint8Array.of(0, 0, 1))?.only).toBe(2);
  expect(wantedOf(Uint8Array.of(1, 0, 1))?.only).toBe(-1);
  expect(wantedOf(Uint8Array.of(0, 0))).toBeNull();
});
