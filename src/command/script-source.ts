import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { globSync, isDynamicPattern } from 'tinyglobby';
import type { FileSource } from '../core/sql/flow-source.ts';

/** Bytes that show the form of a log. */
const HEAD = 4096;

/**
 * The log that was named, as the source of a script for an engine that reads files itself. A pattern stays one, and a file that
 * is not here counts as Zeek text. Null for several names, a folder, standard input, and forms that these engines do not read.
 */
export function fileSource(files: readonly string[]): FileSource | null {
  const [path, ...others] = files;
  if (path === undefined || others.length > 0 || path === '-') return null;
  try {
    const first = isDynamicPattern(path) ? globSync(path, { expandDirectories: false })[0] : path;
    const kind = first === undefined ? 'zeek-tsv' : kindOf(headOf(first));
    return kind === null ? null : { kind, path };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? { kind: 'zeek-tsv', path } : null;
  }
}

function kindOf(head: string): FileSource['kind'] | null {
  if (head.startsWith('#')) return 'zeek-tsv';
  return head.startsWith('{') ? 'json' : null;
}

function headOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD);
    const bytes = head.subarray(0, readSync(file, head, 0, HEAD, 0));
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (isGzip ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes).toString('latin1');
  } finally {
    closeSync(file);
  }
}
