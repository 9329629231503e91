/**
 * The methods of ml-matrix's `Matrix` that its singular value decomposition and the engine use, with the same values to
 * the bit. The class of the library is 40 kB of methods, of which a bundler can leave out none.
 */
export default class LeanMatrix {
  /** One array per row. The decomposition reads it too. */
  readonly data: readonly Float64Array[];
  readonly rows: number;
  readonly columns: number;

  constructor(rows: number, columns: number) {
    this.data = Array.from({ length: rows }, () => new Float64Array(columns));
    this.rows = rows;
    this.columns = columns;
  }

  static zeros(rows: number, columns: number): LeanMatrix {
    return new LeanMatrix(rows, columns);
  }

  static sub(a: LeanMatrix, b: LeanMatrix): LeanMatrix {
    return filled(a.rows, a.columns, (i, j) => a.get(i, j) - b.get(i, j));
  }

  static checkMatrix(matrix: LeanMatrix): LeanMatrix {
    return matrix;
  }

  get(row: number, column: number): number {
    return this.data[row][column];
  }

  set(row: number, column: number, value: number): void {
    this.data[row][column] = value;
  }

  isEmpty(): boolean {
    return this.rows === 0 || this.columns === 0;
  }

  isSquare(): boolean {
    return this.rows === this.columns;
  }

  transpose(): LeanMatrix {
    return filled(this.columns, this.rows, (i, j) => this.get(j, i));
  }

  /** The product with a matrix on the right. O(rows x columns x columns of the other). */
  mmul(other: LeanMatrix): LeanMatrix {
    return filled(this.rows, other.columns, (i, j) => {
      let sum = 0;
      for (let k = 0; k < this.columns; k++) sum += this.get(i, k) * other.get(k, j);
      return sum;
    });
  }

  to1DArray(): number[] {
    return this.data.flatMap((row) => [...row]);
  }
}

function filled(rows: number, columns: number, valueAt: (row: number, column: number) => number): LeanMatrix {
  const matrix = new LeanMatrix(rows, columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) matrix.set(i, j, valueAt(i, j));
  }
  return matrix;
}
