import { whenDue } from '../control.ts';
import { openLog } from '../source/open-log.ts';
import type { LogFile } from '../source/unpack.ts';

/** What reading will take, in round figures. */
export interface Plan {
  /** Flows expected, by how many lines the beginning of each file has. */
  readonly rows: number;
  /** Bytes of memory that they would take in a table, with scores and an order. */
  readonly needed: number;
  /** Bytes of memory that there are for it. */
  readonly available: number;
}

/** Columns of a conn.log take 50 to 60 bytes per row, its score 8, an order of rows and the scratch of sorting more. */
const BYTES_PER_ROW = 80;
/** Hardly any compressed log has more flows per byte: one in 50 bytes of text, of which twenty are packed into one. */
const MOST_ROWS_PER_BYTE = 20 / 50;
/** What is looked at of each file. */
const HEAD = 256 << 10;
const LF = 10;

/**
 * Estimates from the beginnings of the files, about 5 ms per file. Files that nearly always fit are not looked at.
 * `watchMemory` corrects the plan while the files are read.
 */
export async function planReading(files: readonly LogFile[], available: number, signal: AbortSignal): Promise<Plan> {
  const pause = whenDue(signal);
  const total = files.reduce((sum, { blob }) => sum + blob.size, 0);
  let rows = 0;
  if (total * MOST_ROWS_PER_BYTE * BYTES_PER_ROW > available) {
    for (const { blob, path } of files) {
      await pause();
      rows += await linesExpected(blob, path);
    }
  }
  return { rows, needed: bytesOf(rows), available };
}

/** Memory in bytes for this number of rows. */
export function bytesOf(rows: number): number {
  return rows * BYTES_PER_ROW;
}

/** Whether the rows are to be read into memory. */
export function fits({ needed, available }: Plan): boolean {
  return needed <= available;
}

/** By the lines in the beginning of the file. */
async function linesExpected(blob: Blob, path: string): Promise<number> {
  const head = blob.slice(0, HEAD);
  const source = await openLog(head, path, () => {});
  let lines = 0;
  try {
    for await (const block of source.blocks) {
      for (let at = block.indexOf(LF); at >= 0; at = block.indexOf(LF, at + 1)) lines++;
    }
  } catch {
    return 0; // reading the file reports what is wrong with it
  } finally {
    await source.blocks.return(undefined);
  }
  return blob.size === 0 ? 0 : Math.round((lines / head.size) * blob.size);
}
