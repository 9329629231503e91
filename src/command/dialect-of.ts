import type { Dialect } from '../core/sql/dialect.ts';
import { dialects } from '../core/sql/index.ts';
import { UsageError } from './usage-error.ts';

/** The names of the dialects, for the help. */
export const dialectNames = dialects.map(({ id }) => id).join(', ');

/** The dialect of this name. Throws `UsageError`. */
export function dialectOf(name: string): Dialect {
  const dialect = dialects.find(({ id }) => id === name);
  if (dialect === undefined) throw new UsageError(`There is no dialect ${name}. Give one of ${dialectNames}.`);
  return dialect;
}
