import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadCells } from './bad-cells.ts';
import { plainReader } from './cell-reader.ts';
import type { FieldBlock } from './field-block.ts';
import { GROUP_ROWS } from './groups.ts';
import { NarrowCounts } from './narrow-counts.ts';
import { NumberBuilder, numberAt, rangeOf, readNumbers } from './number-column.ts';

const encoder = new TextEncoder();
const unset = encoder.encode('-');

/** A block with one cell a line. */
function blockOf(cells: readonly string[]): FieldBlock {
  const starts = new Uint32Array(cells.length * 2);
  let at = 0;
  cells.forEach((cell, i) => {
    starts[i * 2] = at;
    at += cell.length + 1;
    starts[i * 2 + 1] = at;
  });
  const bytes = encoder.encode(cells.map((cell) => `${cell}\n`).join(''));
  const lines = new Uint32Array(cells.length);
  return {
    bytes,
    starts,
    stride: 2,
    separatorLength: 1,
    unset,
    reader: plainReader,
    forms: null,
    lines,
    places: null,
    count: cells.length,
  };
}

function badCells(lines: number): BadCells {
  const bad = new BadCells();
  bad.clear(lines);
  return bad;
}

function read(cells: readonly string[], whole: boolean): { values: number[]; bad: number[] } {
  const builder = new NumberBuilder(whole);
  const bad = badCells(cells.length);
  builder.append(blockOf(cells), 0, 0, cells.length, 0, bad);
  return { values: cells.map((_, row) => numberAt(builder, row)), bad: [...bad.fields] };
}

function append(builder: NumberBuilder, cells: readonly string[], row: number): void {
  const bad = badCells(cells.length);
  builder.append(blockOf(cells), 0, 0, cells.length, row, bad);
  expect(bad.marked).toBe(0);
}

function valuesOf(builder: NumberBuilder, rows: number): number[] {
  return Array.from({ length: rows }, (_, row) => numberAt(builder, row));
}

describe('NumberBuilder', () => {
  it('reads any decimal number as Number does, and whole numbers up to 2^53 alone where counts stand', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.integer().map(String),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
      fc
        .tuple(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.stringMatching(/^\d{1,25}$/))
        .map(([whole, decimals]) => `${whole}.${decimals}`),
    );
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 40 }), fc.boolean(), (cells, whole) => {
        const { values, bad } = read(cells, whole);
        values.forEach((value, i) => {
          const isRead = !whole || Number.isSafeInteger(Number(cells[i]));
          expect(bad[i]).toBe(isRead ? 0 : 1);
          expect(value).toBe(isRead ? Number(cells[i]) + 0 : Number.NaN);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('tells unset from zero, and keeps microseconds', () => {
    expect(read(['-', '0', '0.000000', '', '1655071198.444458'], false).values).toEqual([
      Number.NaN,
      0,
      0,
      Number.NaN,
      1655071198.444458,
    ]);
  });

  it('keeps the few large counts of a narrow group beside it', () => {
    const builder = new NumberBuilder(true);
    append(builder, ['7', '-', '65534', '1', '999999999', '65535'], 0);
    expect(builder.groups[0]).toBeInstanceOf(NarrowCounts);
    expect(valuesOf(builder, 6)).toEqual([7, Number.NaN, 65534, 1, 999999999, 65535]);
    append(builder, ['65536', '2', '-'], 3);
    expect(valuesOf(builder, 6)).toEqual([7, Number.NaN, 65534, 65536, 2, Number.NaN]);
    const read = new Float64Array(4);
    readNumbers(builder.groups[0], 1, 4, -1, read, 0);
    expect([...read]).toEqual([-1, 65534, 65536, 2]);
    expect(rangeOf({ kind: 'number', groups: builder.groups }, 6, 0)).toEqual({ low: 0, high: 65536 });
  });

  it('widens a group of many large counts, or of what four bytes do not hold, and begins the next one as wide', () => {
    const builder = new NumberBuilder(true);
    const cells = Array.from({ length: 5000 }, (_, i) => (i % 2 === 0 ? String(65_534 + i) : String(i)));
    append(builder, cells, 0);
    append(builder, cells, 5000);
    expect(builder.groups[0]).toBeInstanceOf(Uint32Array);
    append(builder, ['4294967295', '5000000000000', '-'], 10_000);
    expect(builder.groups[0]).toBeInstanceOf(Float64Array);
    const values = [...cells, ...cells].map(Number);
    expect(valuesOf(builder, 10_003)).toEqual([...values, 4294967295, 5_000_000_000_000, Number.NaN]);
    append(builder, ['3'], GROUP_ROWS);
    expect(builder.groups[1]).toBeInstanceOf(Uint32Array);
  });

  it.each(['x', '1.2.3', '--', '0x10', '1e999', '.', '12a', ' 1', '2.5', '18446744073709551612'])(
    'marks %j as no number',
    (cell) => {
      expect(read(['1', cell], true).bad).toEqual([0, 1]);
    },
  );

  it('stays narrow where a cell is no count', () => {
    const builder = new NumberBuilder(true);
    const bad = badCells(4);
    builder.append(blockOf(['1', 'x', '2.5', '70000']), 0, 0, 4, 0, bad);
    expect(builder.groups[0]).toBeInstanceOf(NarrowCounts);
    expect([valuesOf(builder, 4), [...bad.fields]]).toEqual([
      [1, Number.NaN, Number.NaN, 70000],
      [0, 1, 1, 0],
    ]);
  });

  it.each(['nan', 'inf', '-inf', 'NaN', 'NULL', 'n/a', 'NaT', '\\N'])('keeps %s as unset', (cell) => {
    expect(read([cell], false)).toEqual({ values: [Number.NaN], bad: [0] });
  });

  it('fills unset rows over the end of a group', () => {
    const builder = new NumberBuilder(true);
    builder.appendUnset(0, GROUP_ROWS + 2);
    expect(builder.groups.length).toBe(2);
    expect(numberAt(builder, GROUP_ROWS + 1)).toBeNaN();
  });
});
