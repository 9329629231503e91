import { LogError } from '../errors.ts';
import type { Dialect } from './dialect.ts';

const LONGEST = 500;
/** A part in quotes, in which they are doubled; or all up to the next dot. */
const PART = /"((?:[^"]|"")+)"|`((?:[^`]|``)+)`|([^."`][^.]*)/y;

/**
 * The parts of the name of a table as a user writes it, such as `conn`, `logs.conn`, or `logs."conn.2026"` if a part has
 * a dot. Letters are kept as they are. Throws `LogError` `bad-table`.
 */
export function tableParts(name: string): readonly string[] {
  if (name.length > LONGEST || /\p{Cc}/u.test(name)) throw new LogError('bad-table', { table: name.slice(0, LONGEST) });
  const parts: string[] = [];
  for (let at = 0; ; at++) {
    PART.lastIndex = at;
    const found = PART.exec(name);
    if (found === null) break;
    const [, quoted, ticked, plain] = found;
    parts.push(quoted?.replaceAll('""', '"') ?? ticked?.replaceAll('``', '`') ?? plain);
    at = PART.lastIndex;
    if (at === name.length) return parts;
    if (name[at] !== '.') break;
  }
  throw new LogError('bad-table', { table: name });
}

/** The name of a table in a query: each part is quoted. */
export function quotedTable(name: string, dialect: Pick<Dialect, 'name'>): string {
  return tableParts(name).map(dialect.name).join('.');
}
