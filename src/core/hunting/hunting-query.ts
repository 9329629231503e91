import type { PartName } from '../behaviour/part.ts';
import type { Dialect } from '../sql/dialect.ts';

/** A query that lists the entities of one indicator with its evidence, most unusual first. */
export interface HuntingQuery {
  readonly part: PartName;
  /** Columns that name the entity. All others are numbers. */
  readonly keys: readonly string[];
  /** What the list has, and which entities it leaves out. */
  readonly lists: string;
  /** What the indicator in the page has beyond it. */
  readonly lacks: string;
  /** At most `top` lines. Reads the views `CONN` and `CHANNELS`. */
  readonly query: (dialect: Dialect, top: number) => string;
}

/** The columns of a subquery as a list: `where` chooses lines, largest values of `by` first, then by `keys`. */
export function listOf(inner: string, { columns, keys, where, by, top }: ListOptions): string {
  return `SELECT ${[...keys, ...columns].join(', ')}
FROM (
${inner}
) AS entities
WHERE ${where}
ORDER BY ${[...by.map((value) => `${value} DESC`), ...keys].join(', ')}
LIMIT ${top}`;
}

interface ListOptions {
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  readonly where: string;
  readonly by: readonly string[];
  readonly top: number;
}

/** −log10 p of at least `hits` of `tries` where `expected` is expected, at most 6: as `excess` of Behaviour computes it. */
export function chernoff(hits: string, tries: string, expected: string, { double }: Dialect): string {
  const share = `(${double(1)} * ${hits} / nullif(${tries}, 0))`;
  const missed = `CASE WHEN ${hits} < ${tries} THEN (1 - ${share}) * ln((1 - ${share}) / (1 - ${expected})) ELSE ${double(0)} END`;
  const amount = `${tries} * (${share} * ln(${share} / ${expected}) + ${missed}) / ${double(Math.LN10)}`;
  return `CASE WHEN ${hits} > 0 AND ${share} > ${expected} THEN least(${double(6)}, greatest(${double(0)}, ${amount})) ELSE ${double(0)} END`;
}

/** A value limited to a range. */
export function within(value: string, low: number, high: number, { double }: Dialect): string {
  return `least(${double(high)}, greatest(${double(low)}, ${value}))`;
}
