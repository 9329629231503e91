import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLog } from './make-log.ts';

/** Path of a made-up conn.log of `rows` rows. It is made once and kept in the system's folder for temporary files. */
export function bigLog(rows: number, seed = 1): string {
  const folder = join(tmpdir(), 'oddflow-logs');
  const path = join(folder, `conn-${rows}-${seed}.log`);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const partial = `${path}.${process.pid}`;
    makeLog(rows, partial, seed);
    renameSync(partial, path);
  }
  return path;
}
