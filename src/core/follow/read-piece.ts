import type { Control } from '../control.ts';
import { LogError, type Problem } from '../errors.ts';
import { withHosts } from '../hosts/host-columns.ts';
import { type Means, readFiles } from '../read-files.ts';
import { type ReadLogs, surveyingIfNeeded } from '../read-logs.ts';
import type { LogFile } from '../source/unpack.ts';
import { TableBuilder } from '../table/table-builder.ts';
import type { Piece } from './follower.ts';

/** A piece of a log as a file that the readers can read alone. */
export function asFile({ header, bytes }: Pick<Piece, 'header' | 'bytes'>, path: string): LogFile {
  return { path, blob: new Blob([header, bytes] as BlobPart[]) };
}

/** The flows of files, none if there are none: otherwise as `readTable`. */
export async function readPieces(files: readonly LogFile[], control: Control, means: Means): Promise<ReadLogs> {
  return surveyingIfNeeded(async (forms) => {
    const builder = new TableBuilder();
    const onBlock = async () => {};
    const reading = { phase: 'Reading', repeated: 'ignore', ...means, forms, onBlock } as const;
    const read = await readFiles(files, builder, control, reading);
    return { table: await withHosts(builder.finish(), control.signal), ...read };
  });
}

/** What one piece brought. */
export interface ReadPiece {
  readonly logs: ReadLogs;
  /** Lines that should be flows and could not be read. */
  readonly unread: number;
  /** Why the piece as a whole could not be read, or not to its end. */
  readonly problem: Problem | null;
}

/** Reads one piece. What is wrong with it is said, not thrown: following goes on. Null for a piece of which nothing can be read. */
export async function readPiece(piece: Piece, control: Control, means: Means): Promise<ReadPiece | Problem> {
  try {
    const logs = await readPieces([asFile(piece, piece.file)], control, means);
    const [{ skipped, problem }] = logs.files;
    return { logs, unread: skipped, problem: problem?.code === 'empty' ? null : problem };
  } catch (error) {
    if (error instanceof LogError) return { code: error.code, detail: error.detail };
    throw error;
  }
}
