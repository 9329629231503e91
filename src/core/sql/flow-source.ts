import type { Dialect } from './dialect.ts';
import { quotedTable, tableParts } from './table-name.ts';

/** Where the flows of a query are. */
export type FlowSource =
  /** A table, see `tableParts`. `names`: whether its columns have Zeek's names (`id.resp_p`) or underscores instead of dots. */
  { readonly kind: 'table'; readonly table: string; readonly names: 'zeek' | 'underscored' } | FileSource;

/** Files that the engine reads itself. `path` may be a pattern. */
export interface FileSource {
  readonly kind: 'zeek-tsv' | 'json';
  readonly path: string;
}

/** The view that every query reads. */
export const FLOWS = 'oddflow_flows';

/** The table that a script reads if no name is given. */
const USUAL_TABLE = 'conn';

/** Fields whose names contain a dot. */
const dotted = ['id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p'];

/**
 * The source of a script: the table of this name, or this file if the engine reads files. By default the file `conn.log` if it
 * does, otherwise the table `conn`.
 */
export function usualSource({ readFile }: Dialect, named: string | FileSource | null = null): FlowSource {
  if (typeof named === 'string') return { kind: 'table', table: named, names: 'zeek' };
  if (readFile === undefined) return { kind: 'table', table: USUAL_TABLE, names: 'zeek' };
  return named ?? { kind: 'zeek-tsv', path: 'conn.log' };
}

/** Statements that create the view `FLOWS`: one row per flow, columns with Zeek's names. */
export function flowsView(dialect: Dialect, source: FlowSource): readonly string[] {
  const { before, select } = readerOf(dialect, source);
  return [...before, ...dialect.view(FLOWS, select)];
}

/** Statements to run first, and the query of the flows. */
export interface FlowReader {
  readonly before: readonly string[];
  readonly select: string;
}

function readerOf(dialect: Dialect, source: FlowSource): FlowReader {
  if (source.kind === 'table') return { before: [], select: fromTable(dialect, source.table, source.names) };
  if (dialect.readFile === undefined) throw new RangeError(`${dialect.label} does not read ${source.kind} files`);
  return dialect.readFile(source.path, source.kind);
}

function fromTable({ name }: Dialect, table: string, names: 'zeek' | 'underscored'): string {
  const from = quotedTable(table, { name });
  if (names === 'zeek') return `SELECT * FROM ${from}`;
  const renamed = dotted.map((field) => `  ${name(field.replaceAll('.', '_'))} AS ${name(field)}`);
  return `SELECT *,\n${renamed.join(',\n')}\nFROM ${from}`;
}

/** The same view of other sources, as comments below the statements of `flowsView`. */
export function otherSources(dialect: Dialect, source: FlowSource): readonly string[] {
  const table = source.kind === 'table' ? source.table : USUAL_TABLE;
  const others: (readonly [string, FlowSource])[] = [
    ['a table with underscores instead of dots', { kind: 'table', table, names: 'underscored' }],
  ];
  if (dialect.readFile !== undefined) others.unshift(['JSON files', { kind: 'json', path: 'conn.log' }]);
  return others
    .filter(([, other]) => JSON.stringify(other) !== JSON.stringify(source) && !breaksComments(other))
    .map(([words, other]) => `-- For ${words}:\n${commented(flowsView(dialect, other))}`);
}

/** Some command lines split scripts at semicolons and quotes, also those of comments. */
function breaksComments(source: FlowSource): boolean {
  return source.kind === 'table' && tableParts(source.table).some((part) => /[;'"`\\]|--/.test(part));
}

function commented(statements: readonly string[]): string {
  return statements.flatMap((statement) => statement.split('\n').map((line) => `--   ${line}`)).join('\n');
}
