import fc from 'fast-check';
import { Matrix, QrDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { floatKernel } from './float-kernel.ts';
import { foldRows, foldRowsPlainly } from './qr.ts';

const d = 4;
const number = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((thousandths) => thousandths / 1000);

const rows = fc.array(fc.tuple(number, number, number, number), { minLength: d, maxLength: 60 });

function fold(blocks: readonly (readonly number[])[][], foldBlock = foldRows): Float64Array {
  const r = new Float64Array(d * d);
  for (const block of blocks) {
    const columns = Array.from({ length: d }, (_, j) => block.map((row) => row[j]));
    foldBlock(r, d, Float64Array.from(columns.flat()), block.length, block.length);
  }
  return r;
}

/** RᵀR: the same for every R of the same rows, whatever the signs of R's rows. */
function gram(r: Float64Array): number[] {
  const matrix = Matrix.from1DArray(d, d, Array.from(r));
  return matrix.transpose().mmul(matrix).to1DArray();
}

function expectClose(a: readonly number[], b: readonly number[]): void {
  const size = Math.max(1, ...b.map(Math.abs));
  a.forEach((value, i) => {
    expect(Math.abs(value - b[i]) / size).toBeLessThan(1e-12);
  });
}

describe('foldRows', () => {
  it('gives the R of ml-matrix up to the signs of its rows', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const reference = new QrDecomposition(new Matrix(all)).upperTriangularMatrix;
        expectClose(gram(fold([all])), gram(Float64Array.from(reference.to1DArray())));
      }),
    );
  });

  it('gives the same however the rows are cut into blocks', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 20 }), (all, size) => {
        const blocks = Array.from({ length: Math.ceil(all.length / size) }, (_, b) =>
          all.slice(b * size, (b + 1) * size),
        );
        expectClose(gram(fold(blocks)), gram(fold([all])));
      }),
    );
  });

  it('has the same bits without the kernel', () => {
    expect(floatKernel()).not.toBeNull();
    fc.assert(
      fc.property(rows, (all) => {
        expect(fold([all, all.slice(1)])).toEqual(fold([all, all.slice(1)], foldRowsPlainly));
      }),
    );
  });

  it('leaves zeros below the diagonal and stands zero columns', () => {
    const r = fold([
      [
        [1, 0, 2, 3],
        [4, 0, 5, 6],
        [7, 0, 8, 10],
      ],
    ]);
    for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) expect(r[i * d + j]).toBe(0);
    expect(r[d + 1]).toBe(0);
  });
});
