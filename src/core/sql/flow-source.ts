import type { Dialect } from './dialect.ts';

/** Where the flows of a query are. */
export type FlowSource =
  /** A table. `names`: whether its columns have Zeek's names (`id.resp_p`) or underscores instead of dots. */
  | { readonly kind: 'table'; readonly table: string; readonly names: 'zeek' | 'underscored' }
  /** Files that the engine reads itself. `path` may be a pattern. */
  | { readonly kind: 'zeek-tsv' | 'json'; readonly path: string };

/** The view that every query reads. */
export const FLOWS = 'oddflow_flows';

/** Fields whose names contain a dot. */
const dotted = ['id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p'];

/** The source that a script has when nothing else is asked for: Zeek's file if the engine reads it, or the table `conn`. */
export function usualSource({ readFile }: Dialect): FlowSource {
  return readFile === undefined
    ? { kind: 'table', table: 'conn', names: 'zeek' }
    : { kind: 'zeek-tsv', path: 'conn.log' };
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
  if (names === 'zeek') return `SELECT * FROM ${table}`;
  const renamed = dotted.map((field) => `  ${name(field.replaceAll('.', '_'))} AS ${name(field)}`);
  return `SELECT *,\n${renamed.join(',\n')}\nFROM ${table}`;
}

/** The same view of other sources, as comments below the statements of `flowsView`. */
export function otherSources(dialect: Dialect, source: FlowSource): readonly string[] {
  const others: (readonly [string, FlowSource])[] = [
    ['a table with underscores instead of dots', { kind: 'table', table: 'conn', names: 'underscored' }],
  ];
  if (dialect.readFile !== undefined) others.unshift(['JSON files', { kind: 'json', path: 'conn.log' }]);
  return others
    .filter(([, other]) => JSON.stringify(other) !== JSON.stringify(source))
    .map(([words, other]) => `-- For ${words}:\n${commented(flowsView(dialect, other))}`);
}

function commented(statements: readonly string[]): string {
  return statements.flatMap((statement) => statement.split('\n').map((line) => `--   ${line}`)).join('\n');
}
