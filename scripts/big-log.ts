import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Path of a made-up conn.log of `rows` rows. It is made once and kept in the system's folder for temporary files. */
export function bigLog(rows: number, seed = 1): string {
  const path = join(tmpdir(), 'oddflow-logs', `conn-${rows}-${seed}.log`);
  return madeOnce(path, 'make-log.ts', (out) => [String(rows), out, String(seed)]);
}

/** Path of the log in gzip, made once and kept beside it. */
export function gzipOf(log: string): string {
  return madeOnce(`${log}.gz`, 'make-gzip.ts', (out) => [log, out]);
}

/** Path of the log as Zeek would have written it in JSON, made once and kept beside it. */
export function jsonOf(log: string): string {
  return madeOnce(log.replace(/(\.log)?$/, '.ndjson'), 'make-json.ts', (out) => [log, out]);
}

/** Path of the log with a label in each row, made once and kept beside it. */
export function labelledOf(log: string): string {
  return madeOnce(log.replace(/(\.log)?$/, '-labelled.log'), 'make-labels.ts', (out) => [log, out]);
}

/**
 * Runs a script of this folder in a process of its own, whose memory is bounded, and gives what it wrote its name when
 * it is done, so that what bears the name is whole.
 */
function madeOnce(path: string, script: string, argumentsFor: (out: string) => readonly string[]): string {
  if (existsSync(path)) return path;
  console.log(`making ${path}`);
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}`;
  const file = fileURLToPath(new URL(script, import.meta.url));
  const command = ['--max-old-space-size=256', '--import', 'tsx', file, ...argumentsFor(partial)];
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${script} could not make ${path}`);
  renameSync(partial, path);
  return path;
}
