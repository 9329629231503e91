import { SurveyNeeded } from './cells/cell-forms.ts';
import type { Control } from './control.ts';
import { LogError } from './errors.ts';
import { withHosts } from './hosts/host-columns.ts';
import { type Means, type ReadFiles, readFiles } from './read-files.ts';
import type { FileReport, Problem } from './report.ts';
import type { InflateAhead } from './source/inflate-ahead.ts';
import { type LogFile, unpack } from './source/unpack.ts';
import { UnpackLimit } from './source/unpack-limit.ts';
import { type CellKernel, createCellKernel } from './table/cell-kernel.ts';
import { GROUP_ROWS } from './table/groups.ts';
import type { Table } from './table/table.ts';
import { TableBuilder } from './table/table-builder.ts';

/** A run: the flows of all files, what was found in each, and their texts, out of which any line can be read again. */
export interface ReadLogs extends ReadFiles {
  readonly table: Table;
}

/**
 * Gives some of the flows up to now, see `TableBuilder.peek`, how many there are, and how many rows could not be read.
 */
export type Peek = (groups: number) => { readonly table: Table; readonly flows: number; readonly unread: number };

export interface ReadOptions {
  /** Whether a flow is skipped whose uid an earlier one of the run had. */
  readonly isDroppingRepeated?: boolean;
  /** As of `TableBuilder`. */
  readonly leavesLabels?: boolean;
  /**
   * Called with each full group and its first row, from 0 again when reading starts over. The table is lent until it
   * returns.
   */
  readonly onGroup?: (table: Table, first: number) => void;
  /** Awaited after each block. `share`: the fraction of bytes read, 0 to 1. */
  readonly onBlock?: (peek: Peek, share: number) => Promise<void>;
}

/** Reads files, archives unpacked, into one table: see `readTable`. */
export async function readLogs(
  dropped: readonly LogFile[],
  control: Control,
  options: ReadOptions = {},
  kernel: CellKernel | null = createCellKernel(),
  inflate: InflateAhead | null = null,
): Promise<ReadLogs> {
  return readTable(await unpackAll(dropped, control), control, options, { kernel, inflate });
}

/** Reads files into one table. `LogError` is thrown only when no flow came out of any: see `readFiles`. */
export async function readTable(
  files: readonly LogFile[],
  control: Control,
  { isDroppingRepeated = false, leavesLabels = false, onGroup = () => {}, onBlock = async () => {} }: ReadOptions,
  means: Means,
): Promise<ReadLogs> {
  return surveyingIfNeeded(async (forms) => {
    const builder = new TableBuilder(false, leavesLabels);
    let full = 0;
    let unread = 0;
    const peek: Peek = (groups) => ({ table: builder.peek(groups), flows: builder.rows, unread });
    const read = await readFiles(files, builder, control, {
      phase: 'Reading',
      repeated: isDroppingRepeated ? 'drop' : files.length > 1 ? 'count' : 'ignore',
      ...means,
      forms,
      onBlock: (share, lost) => {
        unread = lost;
        for (; builder.rows >= full + GROUP_ROWS; full += GROUP_ROWS) onGroup(builder.soFar(), full);
        return onBlock(peek, share);
      },
    });
    if (builder.rows === 0) throw nothingRead(read.files);
    return { table: await withHosts(builder.finish(), control.signal), ...read };
  });
}

/** Reads with forms `assumed`. When a column is in doubt, reads again from the start, and surveys each file first. */
export async function surveyingIfNeeded<T>(read: (forms: 'assumed' | 'survey') => Promise<T>): Promise<T> {
  try {
    return await read('assumed');
  } catch (error) {
    if (!(error instanceof SurveyNeeded)) throw error;
    return read('survey');
  }
}

/** The files, and in place of each archive the files in it; with `isUnpackingAll` however large they become. */
export async function unpackAll(
  dropped: readonly LogFile[],
  control: Control,
  isUnpackingAll = false,
): Promise<LogFile[]> {
  const limit = new UnpackLimit(isUnpackingAll);
  const total = dropped.reduce((sum, { blob }) => sum + blob.size, 0);
  const files: LogFile[] = [];
  let before = 0;
  for (const file of dropped) {
    for (const found of await unpack(file, { control, limit, total, before })) files.push(found);
    before += file.blob.size;
  }
  return files;
}

/** Which reason to give when files were refused for several: the one that the user can do most about. */
const telling: readonly Problem['code'][] = [
  'unpacks-too-large',
  'too-many-files',
  'missing-field',
  'packed-too-deep',
  'damaged-gzip',
  'damaged-zstd',
  'damaged-archive',
  'damaged-parquet',
  'cut-short',
  'no-rows',
  'unreadable',
  'other-log',
  'empty',
];

/** Why no flow came out of any file. */
export function nothingRead(reports: readonly FileReport[]): LogError {
  const problems = reports.map(
    ({ path, problem, log, context }): Problem =>
      problem ?? { code: 'other-log', detail: { file: path, path: log, rows: context } },
  );
  const code = telling.find((wanted) => problems.some((problem) => problem.code === wanted));
  const first = problems.find((problem) => problem.code === code) ?? problems[0];
  if (first === undefined) return new LogError('no-log', { files: 0 });
  if (code === undefined && problems.length > 1) return new LogError('no-log', { files: problems.length }, problems);
  return new LogError(first.code, first.detail, problems.length > 1 ? problems : []);
}
