import { isRotated } from './is-rotated.ts';

/** A file handle, as the browser's picker gives it. */
export interface FileHandle {
  readonly kind: 'file';
  readonly name: string;
  getFile(): Promise<File>;
}

/** A folder handle, as the browser's picker gives it. */
export interface FolderHandle {
  readonly kind: 'directory';
  readonly name: string;
  getFileHandle(name: string): Promise<FileHandle>;
  getDirectoryHandle(name: string): Promise<FolderHandle>;
  entries(): AsyncIterable<readonly [string, FileHandle | FolderHandle]>;
}

/** The log that Zeek writes, and the folder with what it writes now. */
export const LOG = 'conn.log';
const CURRENT = 'current';
/** Zeek's archive has a folder per day. */
const DAY = /^\d{4}-\d\d-\d\d$/;
/** Days that are searched, as by the command. */
const DAYS = 7;

/** The log that is written now. Null while there is none, as between a rename and the first row of the new file. */
export async function currentLog(folder: FolderHandle): Promise<FileHandle | null> {
  const own = await orNull(folder.getFileHandle(LOG));
  if (own !== null) return own;
  const current = await orNull(folder.getDirectoryHandle(CURRENT));
  return current && orNull(current.getFileHandle(LOG));
}

/** Files in the folder, in its folder `current` and in the last folders by day that had the log's name before, in any order. */
export async function rotatedIn(folder: FolderHandle): Promise<readonly { name: string; handle: FileHandle }[]> {
  const found: { name: string; handle: FileHandle }[] = [];
  const days: string[] = [];
  const look = async (place: FolderHandle) => {
    for await (const [name, handle] of place.entries()) {
      if (handle.kind === 'file' && isRotated(name, LOG)) found.push({ name, handle });
      else if (handle.kind === 'directory' && place === folder && DAY.test(name)) days.push(name);
    }
  };
  await look(folder);
  const names = [CURRENT, ...days.toSorted().slice(-DAYS)];
  for (const name of names) {
    const place = await orNull(folder.getDirectoryHandle(name));
    if (place !== null) await look(place);
  }
  return found;
}

/** Null for what is not there, or is not what it should be: a file that was renamed, a name that is a folder's. */
export async function orNull<T>(promise: Promise<T> | undefined): Promise<T | null> {
  try {
    return (await promise) ?? null;
  } catch (error) {
    if (error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'TypeMismatchError'))
      return null;
    throw error;
  }
}
