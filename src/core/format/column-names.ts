import { addedColumns } from '../schema/conn.ts';
import { type Dialect, type Meaning, meaningOf, readingOf } from './names.ts';

/** What is put before the name of a log's own column, where results have one of that name: `log.score`. */
const OWN = 'log.';

/**
 * Fields of a header's columns, one per column, all different. Of several names for a field the best has it, the others
 * keep themselves; a name that comes again gets a number behind it (`service_2`), one of a column of results `log.`
 * before it, and a column without a name its place (`column_3`).
 */
export function columnsOf(names: readonly string[], dialect: Dialect): Meaning[] {
  const meanings = names.map((name) => meaningOf(name.trim(), dialect));
  const best = new Map<string, number>();
  meanings.forEach(({ field, rank }, column) => {
    const before = best.get(field);
    if (before === undefined || rank < meanings[before].rank) best.set(field, column);
  });
  const added = addedFrom(names);
  const taken = new Set(best.keys());
  const used = new Set<string>();
  return meanings.map((meaning, column) => {
    const isBest = best.get(meaning.field) === column;
    const plain = isBest || meaning.rank === 0 ? meaning.field : names[column].trim();
    const marked = column >= added && column < added + addedColumns.length ? plain : markedName(plain, column);
    const field = isBest && marked === meaning.field ? marked : unused(marked, taken, used);
    used.add(field);
    return field === meaning.field ? meaning : { field, reading: readingOf(field, dialect), rank: meaning.rank };
  });
}

/**
 * The first of the columns that exports add, in the header of an earlier export: they come first, or last in a Zeek
 * TSV, all of them in their order. Past the last column where the log is none.
 */
export function addedFrom(names: readonly string[]): number {
  const places = [0, names.length - addedColumns.length];
  return places.find((from) => from >= 0 && addedColumns.every((name, i) => names[from + i] === name)) ?? names.length;
}

/**
 * A name that clashes with no column of results and has no control characters; those are written as Zeek does, `\x09`.
 */
export function markedName(name: string, column: number): string {
  if (name === '') return `column_${column + 1}`;
  if (addedColumns.includes(name)) return `${OWN}${name}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
  return name.replace(/[\x00-\x1f\x7f]/g, (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** The name, or with the first number behind it that no other column has. */
function unused(name: string, taken: ReadonlySet<string>, used: ReadonlySet<string>): string {
  let found = name;
  for (let number = 2; taken.has(found) || used.has(found); number++) found = `${name}_${number}`;
  return found;
}
