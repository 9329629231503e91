/** A file in an archive. Nothing of it is unpacked yet. */
export interface Entry {
  readonly path: string;
  /** As it is stored; a deflated one as a gzip file. */
  readonly blob: Blob;
  /** The first bytes of `blob`. */
  readonly head: Uint8Array;
  /** Set when `blob` is not yet the file, but a gzip file of it. */
  readonly isDeflated: boolean;
  /** CRC-32 of `blob`, null when `blob` holds its own, or none is known. */
  readonly crc: number | null;
  /** Why it cannot be read, or not to its end. */
  readonly why: EntryTrouble | null;
}

export type EntryTrouble =
  | 'cut' // the archive ends before it
  | 'damaged'
  | 'checksum'
  | 'encrypted'
  | 'method' // packed in a way that is not read
  | 'sparse'; // a tar entry with holes

/** Bytes of an entry's head: enough to tell a tar, also one in gzip. */
export const ENTRY_HEAD = 2048;
