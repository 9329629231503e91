/** A log that grows at a path, and is rotated. The adapters are in `src/command/follow` (Node) and `src/worker/follow` (the browser). */
export interface FollowedPath {
  /** Name of the file, without folders. */
  readonly name: string;
  /** The file that has this name now; null when there is none, as between a rename and the first row of the new file. */
  open(): Promise<OpenFile | null>;
  /** Other files that may have had this name before, in any order. Null where the folder cannot be read. */
  rotated(): Promise<readonly RotatedFile[] | null>;
}

/** A file that was opened. On most systems its bytes stay readable until it is closed, whatever happens to its name. */
export interface OpenFile {
  /** Equal for the same file under another name, such as device and inode; null where nothing identifies a file. */
  readonly identity: string | null;
  /** Bytes that it has now. */
  size(): Promise<number>;
  /** Time of its last change, in milliseconds of the epoch. */
  modified(): Promise<number>;
  /** Bytes `from` to `to`, fewer where the file ends. The caller owns them. */
  read(from: number, to: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A file beside the followed one. It may be compressed. */
export interface RotatedFile {
  readonly name: string;
  /** As `OpenFile.modified`. Compression keeps it. */
  readonly modified: number;
  /** Null when it is gone. */
  open(): Promise<OpenFile | null>;
}
