import { LogError } from '../../core/errors.ts';
import { currentLog, orNull, rotatedIn } from '../../core/follow/log-folder.ts';
import type { FileHandle, FolderHandle } from '../../worker/api.ts';
import type { Found } from './drop.ts';

/** A handle of the browser. `requestPermission` exists in Chromium. */
export type FollowedHandle = (FileHandle | FolderHandle) & {
  requestPermission?(descriptor: { readonly mode: 'read' }): Promise<PermissionState>;
};

/** What was read of a followed log. */
export interface Reading {
  readonly drop: Found;
  /** When the log was changed last: milliseconds. */
  readonly modified: number;
}

/**
 * The followed file as a log. Of a folder, also the files that were rotated after the `last` reading, oldest first: so the first
 * file begins with what the last file of that reading had.
 */
export async function readFollowed(handle: FollowedHandle, last: Reading | null): Promise<Reading> {
  const files = handle.kind === 'file' ? [await handle.getFile()] : await filesOf(handle, last);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const source = { kind: 'files', files: files.map((file) => ({ path: file.name, blob: file })) } as const;
  return {
    drop: { name: files[files.length - 1].name, bytes, source },
    modified: files[files.length - 1].lastModified,
  };
}

async function filesOf(folder: FolderHandle, last: Reading | null): Promise<readonly File[]> {
  const current = await orNull((await currentLog(folder))?.getFile());
  const handles = last === null ? [] : await rotatedIn(folder);
  const found = await Promise.all(handles.map(({ handle }) => orNull(handle.getFile())));
  const rotated = found.filter((file) => file !== null);
  const later = rotated
    .filter(({ name, lastModified }) => lastModified >= (last?.modified ?? 0) && !isTwin(name, rotated))
    .toSorted((a, b) => a.lastModified - b.lastModified);
  const files = [...later, ...(current === null ? [] : [current])];
  if (files.length === 0) throw new LogError('no-conn-log', { folder: folder.name });
  return files;
}

/** Whether a file is compressed, and not yet removed before. */
function isTwin(name: string, others: readonly File[]): boolean {
  return others.some((other) => name === `${other.name}.gz` || name === `${other.name}.zst`);
}
