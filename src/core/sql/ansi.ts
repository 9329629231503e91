import type { Column, Dialect, Literal } from './dialect.ts';

/** What most engines write in the same way. */
export const ansi = {
  settings: [],
  once: '',
  doubleType: 'DOUBLE',
  name: (identifier: string) => `"${identifier.replaceAll('"', '""')}"`,
  text: (value: string) => `'${value.replaceAll("'", "''")}'`,
  double: (value: number) => signed(value, exponential),
} as const;

/** A double with an exponent, which makes it a double in engines that read `1.5` as a decimal: `1.5E+0`. */
export function exponential(value: number): string {
  return value.toExponential().toUpperCase();
}

/** A literal of the absolute value by `write`, with the sign. A parenthesis keeps `- -1` from becoming a comment. */
export function signed(value: number, write: (amount: number) => string): string {
  if (!Number.isFinite(value)) throw new RangeError(`a query with ${value}`);
  return value < 0 || Object.is(value, -0) ? `(-${write(-value)})` : write(value);
}

/**
 * ln(1 + value) by `ln`, to the last digits: the rounding error of 1 + value cancels in the quotient. W. Kahan; Goldberg 1991,
 * theorem 4.
 */
export function log1pByLn(value: string): string {
  return `CASE WHEN 1 + ${value} = 1 THEN ${value} ELSE ln(1 + ${value}) * ${value} / ((1 + ${value}) - 1) END`;
}

/** `(VALUES (...), (...)) AS alias ("column", ...)`. Each NULL has its column's type. */
export function valuesBy({ name, text, double, doubleType }: Pick<Dialect, 'name' | 'text' | 'double' | 'doubleType'>) {
  return (alias: string, columns: readonly Column[], rows: readonly (readonly Literal[])[]): string => {
    const cell = (value: Literal, column: number) => {
      if (value === null) return `CAST(NULL AS ${columns[column].type === 'double' ? doubleType : 'VARCHAR(1000)'})`;
      return typeof value === 'number' ? double(value) : text(value);
    };
    const lines = rows.map((row) => `  (${row.map(cell).join(', ')})`);
    return `(VALUES\n${lines.join(',\n')}\n) AS ${alias} (${columns.map((column) => name(column.name)).join(', ')})`;
  };
}
