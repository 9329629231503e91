import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { FollowedPath, OpenFile, RotatedFile } from '../../core/follow/growing-file.ts';
import { isRotated } from '../../core/follow/is-rotated.ts';

/** Folders of an archive that are searched, the newest. */
const MOST_DAYS = 7;

/** A log in a folder of this machine. Its rotated files are beside it, or in the archive of zeekctl. */
export function nodePath(path: string): FollowedPath {
  const folder = dirname(path);
  const name = basename(path);
  return {
    name,
    open: () => openFile(path),
    rotated: async () => {
      const folders = [{ path: folder, day: '' }, ...(await archivedDays(folder))];
      return (await Promise.all(folders.map(({ path, day }) => rotatedIn(path, day, name)))).flat();
    },
  };
}

/**
 * The folders of zeekctl's archive: `logs/2026-11-30` for `logs/current/conn.log`. `current` is a link, so the path counts as it was
 * named.
 */
async function archivedDays(folder: string): Promise<{ readonly path: string; readonly day: string }[]> {
  const archive = dirname(resolve(folder));
  const names = (await readdir(archive).catch(orNull)) ?? [];
  const days = names.filter((name) => /^\d{4}-\d\d-\d\d$/.test(name)).toSorted();
  return days.slice(-MOST_DAYS).map((day) => ({ path: join(archive, day), day }));
}

async function rotatedIn(folder: string, day: string, name: string): Promise<RotatedFile[]> {
  const names = day === '' ? await readdir(folder) : ((await readdir(folder).catch(orNull)) ?? []);
  const rotated = names.filter((other) => isRotated(other, name));
  const found = await Promise.all(
    rotated.map((other) => rotatedFile(join(folder, other), day === '' ? other : `${day}/${other}`)),
  );
  return found.filter((file) => file !== null);
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
  if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(error.code ?? '')) return null;
  throw error;
}
