import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GROUP_ROWS } from './groups.ts';
import { type PackedGroup, packCounts, packTimes } from './packed-group.ts';

const START = 1.79e9;

it('gives back any times and durations, and takes four bytes for them', () => {
  const time = fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: 0, max: 3_600_000_000 }).map((us) => us / 1e6) },
    { weight: 1, arbitrary: fc.constantFrom(Number.NaN, 0, 1e-7, 86_400.000001, 1e300, -5, Number.NaN) },
  );
  fc.assert(
    fc.property(fc.array(time, { minLength: 100, maxLength: 300 }), fc.boolean(), (some, isEpoch) => {
      const values = filled((i) => (isEpoch ? micros(some[i % some.length] + START) : some[i % some.length]));
      const packed = packTimes(values);
      if (packed === null) return; // too many others
      expect(packed.codes).toBeInstanceOf(Uint32Array);
      expectSame(packed, values);
    }),
    { numRuns: 10 },
  );
});

it('keeps times whose long flows began hours before', () => {
  const values = filled((i) => START + i / 64 - (i % 100 === 0 ? 40_000 : 0));
  const packed = packTimes(values);
  expect(packed?.places.length).toBe(Math.ceil(GROUP_ROWS / 100));
  if (packed !== null) expectSame(packed, values);
});

it('gives back any counts, and takes two bytes for most', () => {
  const count = fc.oneof(
    { weight: 30, arbitrary: fc.nat(65_535) },
    { weight: 1, arbitrary: fc.constantFrom(0xfffe, 0xffff, 0x10000, 0xffff_fffe, 0xffff_ffff) },
  );
  fc.assert(
    fc.property(fc.array(count, { minLength: 100, maxLength: 300 }), (some) => {
      const values = Uint32Array.from({ length: GROUP_ROWS }, (_, i) => some[i % some.length]);
      const packed = packCounts(values);
      if (packed !== null) {
        expectSame(
          packed,
          filled((i) => (values[i] === 0xffff_ffff ? Number.NaN : values[i])),
        );
      }
      const wide = Float64Array.from(values, (value, i) => (i % 7 === 0 ? Number.NaN : value === 5 ? 2 ** 40 : value));
      const narrowed = packCounts(wide);
      if (narrowed !== null) expectSame(narrowed, wide);
    }),
    { numRuns: 10 },
  );
});

it('leaves numbers alone that are no such times or counts', () => {
  expect(packTimes(filled((i) => i / 3))).toBeNull();
  expect(packCounts(filled((i) => 70_000 + i))).toBeNull();
});

function filled(value: (i: number) => number): Float64Array {
  return Float64Array.from({ length: GROUP_ROWS }, (_, i) => value(i));
}

/** As a log has them: a decimal with six digits, read exactly. */
function micros(value: number): number {
  return Number(value.toFixed(6));
}

function expectSame(packed: PackedGroup, values: Float64Array): void {
  const out = new Float64Array(GROUP_ROWS);
  packed.read(0, GROUP_ROWS, Number.NaN, out, 0);
  expect(out.findIndex((value, i) => !Object.is(value, values[i]))).toBe(-1);
  const some = new Float64Array(1000);
  packed.read(777, 1000, -1, some, 0);
  expect(some).toEqual(values.subarray(777, 1777).map((value) => (Number.isNaN(value) ? -1 : value)));
  for (const place of [0, 1, 99, 100, 101, GROUP_ROWS - 1]) expect(packed.at(place)).toBe(values[place]);
}
