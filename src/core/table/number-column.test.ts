import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainReader } from './cell-reader.ts';
import type { FieldBlock } from './field-block.ts';
import { GROUP_ROWS } from './groups.ts';
import { NumberBuilder, numberAt } from './number-column.ts';

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
    lines,
    places: null,
    count: cells.length,
  };
}

function read(cells: readonly string[], whole: boolean): { values: number[]; bad: number[] } {
  const builder = new NumberBuilder(whole);
  const bad = new Uint16Array(cells.length);
  builder.append(blockOf(cells), 0, 0, cells.length, 0, bad);
  return { values: cells.map((_, row) => numberAt(builder, row)), bad: [...bad] };
}

describe('NumberBuilder', () => {
  it('reads any decimal number as Number does', () => {
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
        expect(bad.every((mark) => mark === 0)).toBe(true);
        values.forEach((value, i) => {
          expect(value).toBe(Number(cells[i]) + 0);
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

  it('widens a group when a value does not fit, and begins the next one as wide', () => {
    const builder = new NumberBuilder(true);
    const bad = new Uint16Array(4);
    builder.append(blockOf(['7', '-', '65534', '1']), 0, 0, 4, 0, bad);
    expect(builder.groups[0]).toBeInstanceOf(Uint16Array);
    builder.append(blockOf(['65535', '-']), 0, 0, 2, 4, bad);
    expect(builder.groups[0]).toBeInstanceOf(Uint32Array);
    builder.append(blockOf(['4294967295', '2.5']), 0, 0, 2, 6, bad);
    expect(builder.groups[0]).toBeInstanceOf(Float64Array);
    const values = [7, Number.NaN, 65534, 1, 65535, Number.NaN, 4294967295, 2.5];
    expect(values.map((_, row) => numberAt(builder, row))).toEqual(values);
    builder.append(blockOf(['3']), 0, 0, 1, GROUP_ROWS, bad);
    expect(builder.groups[1]).toBeInstanceOf(Uint32Array);
    expect(bad.every((mark) => mark === 0)).toBe(true);
  });

  it.each(['x', '1.2.3', '--', '0x10', '1e999', '.', '12a', '(empty)', ' 1'])('marks %j as no number', (cell) => {
    expect(read(['1', cell], true).bad).toEqual([0, 1]);
  });

  it.each(['nan', 'inf', '-inf', 'NaN'])('keeps %s as unset', (cell) => {
    expect(read([cell], false)).toEqual({ values: [Number.NaN], bad: [0] });
  });

  it('fills unset rows over the end of a group', () => {
    const builder = new NumberBuilder(true);
    builder.appendUnset(0, GROUP_ROWS + 2);
    expect(builder.groups.length).toBe(2);
    expect(numberAt(builder, GROUP_ROWS + 1)).toBeNaN();
  });
});
