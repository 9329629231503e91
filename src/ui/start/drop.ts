import { LogError } from '../../core/errors.ts';
import type { LogSource } from '../../worker/api.ts';
import { countOf, formatCount } from '../parts/format.ts';
import type { Drop } from '../workspace/drop.ts';

interface DroppedFile {
  readonly path: string;
  readonly blob: Blob;
}

/** The built-in sample log. */
export const sample: Drop = { name: 'sample-conn.log', bytes: 0, source: { kind: 'sample' } };

/** Files chosen in a dialog, or a whole folder. Null if none was chosen. */
export function fromFiles(files: readonly File[]): Drop | null {
  if (files.length === 0) return null;
  const found = files.map((file) => ({ path: file.webkitRelativePath || file.name, blob: file }));
  const folder = files[0].webkitRelativePath.split('/')[0];
  return { name: folder || nameOf(files), bytes: sizeOf(files), source: toSource(found) };
}

/** Files and folders dropped on the page. Null if the drop has no files. Call it within the event. */
export function fromTransfer(transfer: DataTransfer): Drop | null {
  const files = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.every(({ isFile }) => isFile)) return fromFiles(files);
  const name = entries.length === 1 ? entries[0].name : `${formatCount(entries.length)} files and folders`;
  return { name, bytes: 0, source: Promise.all(entries.map(readEntry)).then((found) => toSource(found.flat())) };
}

/** Files in natural order of their names: `conn.2.log` before `conn.10.log`. Skips hidden files of a folder. */
export function toSource(found: readonly DroppedFile[]): LogSource {
  const files = found.filter(({ path }) => !isHidden(path)).toSorted((a, b) => naturally.compare(a.path, b.path));
  return { kind: 'files', files };
}

const naturally = new Intl.Collator('en', { numeric: true });

/** Hidden files inside a folder. A dropped folder may itself be hidden. */
function isHidden(path: string): boolean {
  return path
    .split('/')
    .slice(1)
    .some((part) => part.startsWith('.'));
}

function nameOf(files: readonly File[]): string {
  return files.length === 1 ? files[0].name : countOf(files.length, 'file');
}

function sizeOf(files: readonly File[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

async function readEntry(entry: FileSystemEntry): Promise<DroppedFile[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (isFile(entry)) return [{ path, blob: await fileOf(entry, path) }];
  if (!isFolder(entry) || isHidden(path)) return [];
  return (await Promise.all((await readFolder(entry)).map(readEntry))).flat();
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry, path: string): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, ({ message }) => reject(new LogError('unreadable', { file: path, why: message })));
  });
}

/** Reads all entries: a folder's reader returns them in batches until one is empty. */
async function readFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, ({ message }) =>
        reject(new LogError('unreadable', { file: folder.fullPath.replace(/^\//, ''), why: message })),
      );
    });
    if (some.length === 0) return found;
    found.push(...some);
  }
}
