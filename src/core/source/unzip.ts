import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { readBytes } from './read-bytes.ts';

/** A file in an archive. */
export interface Entry {
  readonly path: string;
  readonly blob: Blob;
  /** False when it could not be unpacked to its end. */
  readonly isWhole: boolean;
}

/** Unpacks the files of a zip archive, in its order; entries that are packed in an unknown way come out empty. */
export async function* unzip(blob: Blob, name: string): AsyncGenerator<Entry> {
  const done: Entry[] = [];
  let open: { readonly path: string; readonly parts: Blob[] } | null = null;
  const close = (isWhole: boolean) => {
    if (open !== null) done.push({ path: open.path, blob: new Blob(open.parts), isWhole });
    open = null;
  };
  const onFile = (file: UnzipFile) => {
    close(false);
    if (file.name.endsWith('/')) return;
    const entry = { path: file.name, parts: [] as Blob[] };
    open = entry;
    file.ondata = (error, data, final) => {
      if (error !== null) close(false);
      else {
        entry.parts.push(new Blob([data as BlobPart]));
        if (final && open === entry) close(true);
      }
    };
    try {
      file.start();
    } catch {
      close(false); // a way of packing that fflate does not know
    }
  };
  const archive = new Unzip(onFile);
  archive.register(UnzipInflate);
  let isBroken = false;
  for await (const block of readBytes(blob, name)) {
    try {
      archive.push(block.slice());
    } catch {
      isBroken = true;
    }
    yield* done.splice(0);
    if (isBroken) break;
  }
  close(false);
  yield* done.splice(0);
}
