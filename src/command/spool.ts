import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';

/** A copy of a stream in a file of its own. */
export interface Spooled {
  readonly path: string;
  readonly remove: () => void;
}

/**
 * Copies a stream into a file that only its owner may read, because lines of a log are read again after scoring. The
 * file is in the system's folder for temporary files (`TMPDIR`). It is removed by `remove`, when `signal` aborts, and
 * when the process ends. After SIGKILL it stays.
 */
export async function spool(stream: Readable, signal: AbortSignal): Promise<Spooled> {
  const folder = mkdtempSync(join(tmpdir(), 'oddflow-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const path = join(folder, 'stdin');
  process.once('exit', remove);
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of addAbortSignal(signal, stream)) await file.writeFile(chunk);
    } finally {
      await file.close();
    }
  } catch (error) {
    remove();
    throw error;
  }
  return {
    path,
    remove: () => {
      process.removeListener('exit', remove);
      remove();
    },
  };
}
