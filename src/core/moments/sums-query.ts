import type { Dialect } from '../sql/dialect.ts';

/** A difference below this counts as 0. PostgreSQL refuses its square, which a double cannot hold. */
const NOTHING = 1e-100;

/** Names of the columns of sums: of number i, and of the product of i and j. */
const sumColumn = (i: number) => `sum_${i}`;
const productColumn = (i: number, j: number) => `product_${i}_${j}`;
const lowColumn = (i: number) => `low_${i}`;
const highColumn = (i: number) => `high_${i}`;

/** The items of SELECT that add up `count` numbers and their products. `columnOf` names a number. */
export function sumItems(
  count: number,
  columnOf: (i: number) => string,
  extremeOf: (i: number) => string = columnOf,
): string[] {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return [
    ...numbers.map((i) => `sum(${columnOf(i)}) AS ${sumColumn(i)}`),
    ...numbers.flatMap((i) =>
      numbers.slice(i).map((j) => `sum(${columnOf(i)} * ${columnOf(j)}) AS ${productColumn(i, j)}`),
    ),
    ...numbers.map((i) => `min(${extremeOf(i)}) AS ${lowColumn(i)}`),
    ...numbers.map((i) => `max(${extremeOf(i)}) AS ${highColumn(i)}`),
  ];
}

/** The members of a JSON object with these sums, as an expression. */
export function sumMembers(count: number, dialect: Dialect): string {
  const numbers = Array.from({ length: count }, (_, i) => i);
  const members = [
    ['sums', numbers.map(sumColumn)],
    ['products', numbers.flatMap((i) => numbers.slice(i).map((j) => productColumn(i, j)))],
    ['low', numbers.map(lowColumn)],
    ['high', numbers.map(highColumn)],
  ] as const;
  return members
    .map(([key, columns]) => `${dialect.text(`"${key}":`)} || ${jsonList(columns, dialect)}`)
    .join(` || ${dialect.text(',')} || `);
}

/** Columns of numbers as a JSON list, as an expression. */
export function jsonList(columns: readonly string[], { text, asText }: Dialect): string {
  return `${text('[')} || ${columns.map(asText).join(` || ${text(',')} || `)} || ${text(']')}`;
}

/** A difference that is not tiny. */
export function difference(a: string, b: string, { double }: Dialect): string {
  return `CASE WHEN abs(${a} - ${b}) < ${double(NOTHING)} THEN ${double(0)} ELSE ${a} - ${b} END`;
}
