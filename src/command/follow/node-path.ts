import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FollowedPath, OpenFile, RotatedFile } from '../../core/follow/growing-file.ts';

/** A log in a folder of this machine. */
export function nodePath(path: string): FollowedPath {
  const folder = dirname(path);
  const name = basename(path);
  return {
    name,
    open: () => openFile(path),
    rotated: async () => {
      const names = (await readdir(folder)).filter((other) => isRotated(other, name));
      const found = await Promise.all(names.map((other) => rotatedFile(join(folder, other), other)));
      return found.filter((file) => file !== null);
    },
  };
}

/**
 * Whether a file's name is one that rotation gives to `conn.log`: `conn.log.1`, `conn.log-20261130.gz`, `conn.log.old`,
 * `conn-20261130.log`, `conn.2026-11-30-13-00-00.log.gz`. Not `conn-summary.log`, nor what is still being compressed.
 */
export function isRotated(other: string, name: string): boolean {
  const [, stem, ending] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
  const plain = other.replace(/\.(gz|zst)$/, '');
  if (plain.startsWith(name)) return /^([._-]\d[\w.:+-]*|\.old)?$/.test(plain.slice(name.length)) && other !== name;
  if (stem === undefined || !plain.startsWith(stem) || !plain.endsWith(ending ?? '')) return false;
  return /^[._-]\d[\w.:+-]*$/.test(plain.slice(stem.length, plain.length - (ending ?? '').length));
}

async function rotatedFile(path: string, name: string): Promise<RotatedFile | null> {
  const stats = await stat(path).catch(orNull);
  if (stats === null || !stats.isFile()) return null;
  return { name, modified: stats.mtimeMs, open: () => openFile(path) };
}

async function openFile(path: string): Promise<OpenFile | null> {
  const handle = await open(path, 'r').catch(orNull);
  if (handle === null) return null;
  const { dev, ino } = await handle.stat({ bigint: true });
  return {
    identity: `${dev}:${ino}`,
    size: async () => (await handle.stat()).size,
    modified: async () => (await handle.stat()).mtimeMs,
    read: (from, to) => readBytes(handle, from, to),
    close: () => handle.close(),
  };
}

async function readBytes(handle: FileHandle, from: number, to: number): Promise<Uint8Array> {
  const { size } = await handle.stat();
  const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - from));
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, from + filled);
    if (bytesRead === 0) return bytes.slice(0, filled);
    filled += bytesRead;
  }
  return bytes;
}

/** Null for a file that is gone, or may not be read (yet); everything else is an error. */
function orNull(error: NodeJS.ErrnoException): null {
  if (['ENOENT', 'EACCES', 'EPERM'].includes(error.code ?? '')) return null;
  throw error;
}
