import { createReadStream, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import type { Readable } from 'node:stream';
import { globSync, isDynamicPattern } from 'tinyglobby';
import type { LogErrorDetail } from '../core/errors.ts';
import type { LogFile } from '../core/source/unpack.ts';
import { fileBlob, heldFileBlob } from './file-blob.ts';
import { spool } from './spool.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** The files of a run, and how to close them and to remove the copies that were made of streams. */
export interface Inputs {
  readonly files: readonly LogFile[];
  readonly close: () => void;
}

/** A file that was found, with its name in the run. */
interface Found {
  readonly path: string;
  readonly name: string;
  /** Whether it is a pattern that no file matches. */
  readonly isPattern?: boolean;
}

const STDIN = '-';
/** In place of an error code of the system. */
export const NO_MATCH = 'no-match';
/** Files that stay open, so that rotation does not take them away. A process has 1,024 descriptors, often fewer. */
const MOST_HELD = 64;

/**
 * Opens what the user named: files, folders with all files below them, patterns such as `conn.*.log.gz`, and `-` for
 * standard input. A file that is named twice is read once. The run has the files in the natural order of their names,
 * as in the page. A file that cannot be opened is in the list too, with its problem.
 */
export async function openInputs(named: readonly string[], terminal: Terminal): Promise<Inputs> {
  const closers: (() => void)[] = [];
  const close = () => {
    for (const closer of closers.splice(0)) closer();
  };
  const openStream = async (stream: Readable): Promise<Blob> => {
    const copy = await spool(stream, terminal.signal);
    closers.push(copy.remove);
    return fileBlob(copy.path);
  };
  const openPlain = async (path: string): Promise<Blob> => {
    if (closers.length >= MOST_HELD) return fileBlob(path);
    const { blob, close: closer } = await heldFileBlob(path);
    closers.push(closer);
    return blob;
  };
  try {
    const files: LogFile[] = [];
    if (named.includes(STDIN)) files.push({ path: 'stdin', blob: await openStream(terminal.stdin) });
    for (const found of namedApart(onlyOnce(named.filter((text) => text !== STDIN).flatMap(find)))) {
      files.push(
        found.isPattern === true
          ? unmatched(found.path)
          : await openFile(found.path, found.name, openPlain, openStream),
      );
    }
    return { files: files.toSorted((a, b) => naturally.compare(a.path, b.path)), close };
  } catch (error) {
    close();
    throw error;
  }
}

const naturally = new Intl.Collator('en', { numeric: true });

/** The files that one argument names. A path that exists is never a pattern. */
function find(named: string): Found[] {
  const stats = statOf(named);
  if (stats?.isDirectory() === true) return filesBelow(named, basename(realpathSync(named)));
  if (stats !== null || !isDynamicPattern(named)) return [{ path: named, name: basename(named) }];
  const paths = globSync(named, { expandDirectories: false, onlyFiles: true, absolute: isAbsolute(named) });
  if (paths.length === 0) return [{ path: named, name: named, isPattern: true }];
  return paths.map((path) => ({ path, name: basename(path) }));
}

/** All files below a folder, without hidden ones. Their names begin with the folder's. `above`: the folders around it. */
function filesBelow(folder: string, name: string, above: readonly string[] = []): Found[] {
  const real = realpathSync(folder);
  if (above.includes(real)) return []; // a link to a folder around it, as a sensor's `current` may be
  return entriesOf(folder)
    .filter((entry) => !entry.startsWith('.'))
    .flatMap((entry) => {
      const found = { path: join(folder, entry), name: `${name}/${entry}` };
      const stats = statOf(found.path);
      if (stats?.isDirectory() === true) return filesBelow(found.path, found.name, [...above, real]);
      return stats?.isFile() === true ? [found] : [];
    });
}

/** Throws `UsageError` for a folder that cannot be listed. */
function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new UsageError(`The folder ${folder} cannot be listed: ${(error as Error).message}.`);
  }
}

function onlyOnce(found: readonly Found[]): Found[] {
  const known = new Set<string>();
  return found.filter(({ path }) => {
    const real = statOf(path) === null ? path : realpathSync(path);
    const isNew = !known.has(real);
    known.add(real);
    return isNew;
  });
}

/** Files of one name in several folders are named by their paths. */
function namedApart(found: readonly Found[]): readonly Found[] {
  const counts = new Map<string, number>();
  for (const { name } of found) counts.set(name, (counts.get(name) ?? 0) + 1);
  return found.map((one) => ({ ...one, name: counts.get(one.name) === 1 ? one.name : one.path }));
}

async function openFile(
  path: string,
  name: string,
  openPlain: (path: string) => Promise<Blob>,
  openStream: (stream: Readable) => Promise<Blob>,
): Promise<LogFile> {
  try {
    // What is no plain file, such as a named pipe, can be read only once.
    const isPlain = statSync(path).isFile();
    return { path: name, blob: isPlain ? await openPlain(path) : await openStream(createReadStream(path)) };
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const detail: LogErrorDetail = { file: path, why: message, errno: code };
    return { path: name, blob: new Blob(), problem: { code: 'unreadable', detail } };
  }
}

/** A pattern without files is reported as a file that does not exist: the others are read. */
function unmatched(pattern: string): LogFile {
  const detail: LogErrorDetail = { file: pattern, why: '', errno: NO_MATCH };
  return { path: pattern, blob: new Blob(), problem: { code: 'unreadable', detail } };
}

/** Null for what does not exist or may not be looked at. */
function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
